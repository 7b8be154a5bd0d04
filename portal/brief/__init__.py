"""The Sekda's brief: what to know before a meeting, on one page. Reads other rooms and keeps nothing."""
