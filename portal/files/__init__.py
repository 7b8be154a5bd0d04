"""Files that people hand in: checked, cleaned, kept outside static/, given out as attachments only."""
