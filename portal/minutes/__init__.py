"""The record of a meeting: minutes with revisions, decisions, action items, and their approval."""
