"""The partner's side of a commitment: five steps from a draft to submission."""
