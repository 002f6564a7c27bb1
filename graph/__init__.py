"""Claims to an RDF dataset: building, storing and writing out graphs."""
