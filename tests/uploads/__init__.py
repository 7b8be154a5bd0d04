"""Files that travel in pieces."""
