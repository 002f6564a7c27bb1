"""The words we may use: classes and properties, concepts, and reference data on regions."""
