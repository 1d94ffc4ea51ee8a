"""The two-player game with other losses or constraints."""
