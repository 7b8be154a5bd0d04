"""Runs the measurements of writing beside the site, in a folder that is thrown away."""

import os
import tempfile

from portal.bench.keeping import run

STEPS = (("flask", "--app", "wsgi", "db", "upgrade"), ("flask", "--app", "wsgi", "demo", "load"))
SAVING = "portal.bench.saving_commands"
TELLING = "portal.bench.telling_commands"
VERIFYING = "portal.bench.verifying_commands"


def milliseconds_of_saving(rounds: int) -> float:
    """The median milliseconds of saving minutes of 20,000 characters on the example data."""
    return _measured(SAVING, rounds)


def milliseconds_of_verifying(rounds: int) -> float:
    """The median milliseconds of verifying a quarterly report with twenty places."""
    return _measured(VERIFYING, rounds)


def seconds_of_telling(people: int, rounds: int) -> float:
    """The median seconds of queueing one mail for each of so many people."""
    return _measured(TELLING, people, rounds)


def _measured(program: str, *numbers: int) -> float:
    """What a measuring program says, on example data of its own."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    with tempfile.TemporaryDirectory() as folder:
        environment = kept | {"SIMPUL_ENV": "development", "VAR_DIR": folder}
        for step in STEPS:
            run(environment, *step)
        return float(run(environment, program, *map(str, numbers)))
