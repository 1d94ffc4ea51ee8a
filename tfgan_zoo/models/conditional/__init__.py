"""Labels, captions and codes: samples of a class or text that is given, or with codes that the game discovers."""
