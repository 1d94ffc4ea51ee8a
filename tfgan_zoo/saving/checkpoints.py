"""Names of the checkpoints of a run: the newest, the one before it, and the best by the metric that chooses."""

CHECKPOINTS = LAST, PREVIOUS, BEST = "last", "previous", "best"
