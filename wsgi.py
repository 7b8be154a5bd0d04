"""The WSGI entry: `gunicorn wsgi:app`, and the application of `flask --app wsgi`."""

from portal import create_app

app = create_app()
