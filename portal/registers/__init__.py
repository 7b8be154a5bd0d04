"""Big invented registers to measure the site with, up to a million commitments."""
