"""Summary tables: what matrices and lists count, kept in the transaction of each change."""
