"""Flask glue that knows no room."""
