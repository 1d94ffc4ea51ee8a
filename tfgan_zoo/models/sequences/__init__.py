"""Sound, text and series."""
