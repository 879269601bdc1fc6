"""Every rule of the merge and of what follows it, each shown by a small project."""
