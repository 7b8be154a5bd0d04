"""Community receipt: the people of a place say what has come to them, and the partner may answer."""
