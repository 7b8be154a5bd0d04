"""Evidence: private until it is released, file by file."""
