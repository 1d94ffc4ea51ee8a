"""One script per paper; each runs by itself, or as `tfgan-zoo train NAME`."""
