"""Comparing two published editions: one exact merged tree for each document, and every change in it, typed, with class, flags and cause."""
