"""The papers of an FGD: made as PDF, and kept as signed scans. They hold names and are never public."""
