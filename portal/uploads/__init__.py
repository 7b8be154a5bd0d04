"""Uploads in pieces: a file sent over a bad line goes on where it stopped, until a form takes it."""
