"""Sheets of codes for the people of a pocket: made by the office, printed once, counted, revoked."""
