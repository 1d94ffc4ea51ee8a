"""Labels and codes: games whose samples have a class that is given, or codes that the game discovers."""
