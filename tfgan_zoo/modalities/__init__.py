"""What a sample is: how it is stored, drawn, written to files and encoded in a SavedModel."""
