"""What minutes hold besides their text, point by point: what was discussed, decided, and who does what."""
