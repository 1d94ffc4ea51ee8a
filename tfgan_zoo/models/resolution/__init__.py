"""Growing networks and styles, for larger images."""
