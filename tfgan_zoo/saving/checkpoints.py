"""Names of the checkpoints of a run: the newest, the one before it, and the best by the first metric."""

CHECKPOINTS = LAST, PREVIOUS, BEST = "last", "previous", "best"
