"""The outside programs: the only package that starts processes."""
