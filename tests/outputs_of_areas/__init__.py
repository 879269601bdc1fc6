"""What the shipped areas publish, read back from site, Word and PDF, and compared."""
