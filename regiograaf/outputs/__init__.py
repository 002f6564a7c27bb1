"""What people take away: the causal map, the one-page A4 and the exports."""
