"""Plan facts: what a plan says it will do, has, counts, asks or agreed, with the sentence that says it."""
