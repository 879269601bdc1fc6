"""One localisation laid over the edition above it: every change checked against its rules, then made."""
