"""Real parts for the tests."""
