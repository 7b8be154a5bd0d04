"""The audit trail knows no room: it records whatever has an `id` and a label."""
