"""Reading documents in processes of their own, on one machine or on many; who writes the graph is elsewhere."""
