"""`tfgan-zoo compare`."""
