"""Journeys through a running site in headless Chromium."""
