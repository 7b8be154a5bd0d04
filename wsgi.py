"""The WSGI entry: `gunicorn wsgi:app`, and the application of `flask --app wsgi`."""

import gc

from portal import create_app

app = create_app()
gc.freeze()  # what the site is made of is never garbage: looking through it made long pages wait 15 ms
