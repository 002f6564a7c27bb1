"""Decisions of reviewers: kept for ever, undone by a new decision, and always derived into what the graph says now."""
