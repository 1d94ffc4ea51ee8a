"""Files that are written whole or not at all, and files of others that are read without trust."""
