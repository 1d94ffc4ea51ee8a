"""A recipe as its source says it, and the flags that follow from it; neither needs TensorFlow."""
