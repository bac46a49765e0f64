"""``python -m segundo``: the command line."""

from segundo.cli import main

if __name__ == "__main__":  # worker processes import this module once more
    main()
