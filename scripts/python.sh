#!/bin/sh
# Runs Python 3.11 or newer with the arguments given, from the folder of the project, wherever it is called.
# PYTHON=/path/to/python3 chooses one.
cd "$(dirname "$0")/.." || exit 1
PYTHONUTF8=1
export PYTHONUTF8

for candidate in "${PYTHON:-python3}" python3 python3.14 python3.13 python3.12 python3.11 python; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        exec "$candidate" "$@"
    fi
done

found=$(python3 --version 2>&1) || found="no python3"
cat >&2 <<MESSAGE

Simpul needs Python 3.11 or newer; this machine has: $found.
What to do: install it (Debian, Ubuntu: apt-get install python3 python3-venv),
or name one that is there: make run PYTHON=/path/to/python3
MESSAGE
exit 1
