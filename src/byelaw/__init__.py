"""Merge one framework with each localisation's accountable changes, check the result, and publish it."""

__version__ = "0.1.0"
