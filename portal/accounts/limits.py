"""How often things may be tried. An office shares one network address, so more is allowed from one place."""

from portal.core.throttle import Limit

SIGN_IN = Limit("sign-in", 10, 15, from_one_place=60)
FORGOTTEN = Limit("forgotten-password", 4, 60, from_one_place=30)
ASKED_AGAIN = Limit("asked-again", 10, 15, from_one_place=60)
NEW_EMAIL = Limit("new-email", 5, 60, from_one_place=30)
LINK = Limit("mailed-link", 20, 15)
