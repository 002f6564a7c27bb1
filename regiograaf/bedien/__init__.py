"""A read-only SPARQL 1.1 Protocol endpoint over a graph, for other programs."""
