"""Measurements: how fast, how large and how well it grows; see docs/prestaties.md."""
