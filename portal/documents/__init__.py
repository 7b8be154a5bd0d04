"""Papers as PDF by Typst. Knows no room: templates in templates/documents/ arrange what they are given."""
