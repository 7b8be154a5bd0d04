# Everything is done by small programs in scripts/; they find a Python, and the folder they stand in.
HERE := $(shell printf '%s\n' '$(MAKEFILE_LIST)' | sed -e 's/^ *//' -e 's|[^/]*$$||')
PY := exec sh "$(HERE)scripts/python.sh"

.PHONY: help run test bench format lock clean

help:    ## this list
	@sed -n 's/^\([a-z]*\): *## /  make \1	/p' "$(HERE)Makefile"

run:     ## set up what is missing and serve the site with example data; PORT=8000 HOST=127.0.0.1
	@$(PY) -m scripts.serve

test:    ## set up what is missing and run every check
	@$(PY) -m scripts.check

bench:   ## measure how fast the site is; OPTIONS="--full" measures everything, for an hour
	@$(PY) -m scripts.upkeep bench

format:  ## lay out the Python code and mend what the linter can mend
	@$(PY) -m scripts.upkeep format

lock:    ## write constraints.txt anew from the requirements files
	@$(PY) -m scripts.upkeep lock

clean:   ## remove what make builds; the database and secrets in var/ stay
	@$(PY) -m scripts.upkeep clean
