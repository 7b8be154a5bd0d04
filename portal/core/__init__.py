"""Below everything: the database, refusals, the clock and the values that every room speaks in."""
