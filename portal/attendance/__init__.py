"""Who was at a meeting: signing by QR, typing, pasting, merging."""
