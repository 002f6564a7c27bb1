"""Measures what is read against what people annotated (figures, margins and the list of mistakes); not needed to build a graph."""
