"""Reading with what was learned: candidate cues, candidate arguments, and how likely a pair of them is a claim."""
