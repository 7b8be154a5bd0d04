"""Quarterly reports: what was realised, place by place, and who checked it."""
