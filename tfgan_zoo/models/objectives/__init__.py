"""The two-player game under another cost or constraint."""
