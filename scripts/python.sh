#!/bin/sh
# Runs Python 3.11 or newer with the arguments given, from the folder of the project, wherever it is called.
# PYTHON=/path/to/python3 names one; else the first that is new enough is taken.
cd "$(dirname "$0")/.." || exit 1
export PYTHONUTF8=1

fits() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

if [ -n "${PYTHON:-}" ]; then
    fits "$PYTHON" && exec "$PYTHON" "$@"
else
    for candidate in python3 python3.14 python3.13 python3.12 python3.11 python; do
        fits "$candidate" && exec "$candidate" "$@"
    done
fi

found=$("${PYTHON:-python3}" --version 2>/dev/null) || found="${PYTHON:-python3}, which does not start"
cat >&2 <<MESSAGE

Simpul needs Python 3.11 or newer; found: $found.
What to do: install it (Debian, Ubuntu: apt-get install python3 python3-venv),
or name one that is there: make run PYTHON=/path/to/python3
MESSAGE
exit 1
