"""Mail: written to the outbox with its cause, sent by the worker. Knows no room."""
