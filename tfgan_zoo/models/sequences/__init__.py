"""Games of sound, text and series."""

"""Sound, text and series."""
