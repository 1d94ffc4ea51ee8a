"""The base classes of all games; every paper is implemented elsewhere."""
