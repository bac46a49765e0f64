"""``python -m segundo``: the command line."""

from segundo.cli import main

main()
