"""Run the command line with `python -m mithaq`."""

from mithaq.cli import main

if __name__ == "__main__":
    main()
