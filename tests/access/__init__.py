"""Who may open what: every route, every kind of person."""
