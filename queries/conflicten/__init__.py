"""The conflict rules C01-C18: what two plans of one region say that cannot both hold."""
