"""Sealed results: one zip from which anyone can recompute what an analyst found."""
