"""The yardstick: a Flask page that does nothing, under the same server."""

from flask import Flask

app = Flask(__name__, static_folder=None)


@app.get("/")
def hello() -> bytes:
    return b"hello world"
