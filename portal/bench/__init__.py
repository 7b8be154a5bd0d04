"""Measures the site as it is, as ratios to a bare Flask page in the same run."""
