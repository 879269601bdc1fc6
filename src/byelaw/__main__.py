"""Run the command line as `python -m byelaw`."""

from byelaw.cli.main import main

if __name__ == "__main__":
    main()
