"""From graph to findings: named queries, the explanation graph and the checks."""
