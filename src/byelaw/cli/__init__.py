"""The command line: words → one workflow → an exit code. No rule lives here."""
