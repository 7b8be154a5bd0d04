"""The record of a meeting, from its first words to the last action item."""
