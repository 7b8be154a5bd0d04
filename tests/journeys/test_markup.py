"""Valid HTML on every page, by html-validate."""

import json
import subprocess
from pathlib import Path

import pytest

from portal.config import ROOT
from tests.journeys.addresses import all_addresses
from tests.journeys.conftest import LiveSite, Visit

pytestmark = pytest.mark.journey
PROGRAM = ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"


def test_every_page_is_valid_html(visit: Visit, live: LiveSite, tmp_path: Path) -> None:
    addresses = all_addresses(live.app)
    names: dict[str, str] = {}
    for by in dict.fromkeys(address.by for address in addresses):
        page = visit("/tentang", by=by)
        for number, path in enumerate(address.path for address in addresses if address.by == by):
            file = tmp_path / f"{by or 'visitor'}-{number}.html"
            file.write_text(page.request.get(path).text())
            names[file.name] = path
    done = subprocess.run(
        [
            "node",
            str(PROGRAM),
            "--config",
            str(ROOT / "tests" / "journeys" / "htmlvalidate.json"),
            "--formatter",
            "json",
            str(tmp_path),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    reports = (
        json.loads(done.stdout)
        if done.stdout.strip().startswith("[")
        else pytest.fail(done.stderr + done.stdout)
    )
    faults = [
        f"{names[Path(report['filePath']).name]}:{m['line']} {m['ruleId']}: {m['message']}"
        for report in reports
        for m in report["messages"]
    ]
    assert not faults, "\n".join(faults[:40])
