"""A recipe's source, and the flags that follow from it; neither needs TensorFlow."""
