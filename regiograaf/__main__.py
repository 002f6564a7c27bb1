"""``python -m regiograaf`` is the same as ``regiograaf``."""

from regiograaf.cli import main

main()
