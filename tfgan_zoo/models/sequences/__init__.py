"""Games of sound, text and series."""
