"""What is wrong with a training, in plain words, from signals that cost little."""
