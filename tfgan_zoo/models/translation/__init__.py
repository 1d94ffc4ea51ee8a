"""From picture to picture."""
