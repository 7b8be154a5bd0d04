"""The catalogue of needs as pages: the office keeps it, partners take from it, everybody reads it."""
