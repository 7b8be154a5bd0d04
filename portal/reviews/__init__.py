"""The office's side of commitments: the queue, the review, closing."""
