"""The catalogue of needs: what a pocket lacks under a strategy, how much, and who says so."""
