"""How a code is kept: only as a hash that nobody can reckon back without the site's own secret."""

import hmac
from hashlib import sha256

from flask import current_app


def code_hash(code: str) -> str:
    """The keyed hash of a code: 50 bits alone could be tried out by whoever stole the table."""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, f"confirmation code {code}".encode(), sha256).hexdigest()
