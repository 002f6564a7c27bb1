"""Reading with a language model of the user's own choice: off unless asked for, and held to the text by grounding."""
