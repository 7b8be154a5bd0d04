"""Who owes what since when: reminders before and after a date, the monthly digest, the office's list."""
