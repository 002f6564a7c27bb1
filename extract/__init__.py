"""Documents to text to mentions and claims: the only place that knows spaCy and file formats."""
