"""Atomic writes, and safe reading of untrusted files."""
