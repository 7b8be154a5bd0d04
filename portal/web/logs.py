"""One line per event on standard error, in UTC. CR and LF never reach a line."""

import logging
import sys
import time

from portal.config import Settings

WHEN = "%Y-%m-%dT%H:%M:%S"


class _OneLine(logging.Formatter):
    converter = staticmethod(time.gmtime)

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        head, *trace = line.split("\n")
        return "\n".join([head.replace("\r", " "), *trace]) if record.exc_info else head.replace("\r", " ")


def install(settings: Settings) -> None:
    """Log to standard error once per process."""
    logger = logging.getLogger("simpul")
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(_OneLine("%(asctime)sZ %(levelname)s %(name)s %(message)s", WHEN))
        logger.addHandler(handler)
        logger.propagate = settings.environment == "test"
    logger.setLevel(logging.WARNING if settings.environment == "test" else logging.INFO)


def say(name: str, line: str) -> None:
    """An INFO line of plain text, without the record of where it was said: that costs a kept page a tenth."""
    if logging.getLogger("simpul").isEnabledFor(logging.INFO):
        sys.stderr.write(f"{time.strftime(WHEN, time.gmtime())}Z INFO {name} {line}\n")
