"""Run the command line as `python -m byelaw`."""

from byelaw.cli import main

if __name__ == "__main__":
    main()
