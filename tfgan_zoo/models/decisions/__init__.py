"""Decisions: what to recommend, what to do, what is missing."""
