"""Findings to people: command line, causal map, A4 and exports. Thin: calls plain functions of the other packages."""
