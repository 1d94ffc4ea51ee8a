"""Games with a way back from a sample to its code."""
