"""FGD: one event of many, from the invitation to who was there."""
