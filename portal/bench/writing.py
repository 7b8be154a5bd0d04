"""Runs the measurement of saving minutes beside the site, in a folder that is thrown away."""

import os
import subprocess
import sys
import tempfile


def milliseconds_of_saving(rounds: int) -> float:
    """The median milliseconds of saving minutes of 20,000 characters on the example data."""
    with tempfile.TemporaryDirectory() as folder:
        kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL"}}
        environment = kept | {"SIMPUL_ENV": "development", "VAR_DIR": folder}
        command = [sys.executable, "-m", "portal.bench.saving_commands", str(rounds)]
        done = subprocess.run(  # noqa: S603 - our own program and words
            command, env=environment, capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return float(done.stdout.strip().split("\n")[-1])
