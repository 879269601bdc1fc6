"""How the workbook of an audit is laid out: what writes it and what reads it back agree on these names."""

SUMMARY, RATINGS, TREND = "Summary", "Ratings", "Trend"
"""The sheets that are not of a domain."""

COLUMNS = ("Id", "No.", "Check", "What to look at", "Rating", "In words", "Evidence", "Action", "Owner", "By", "Done")
"""The columns of a domain's sheet. Rating, and what comes after the words of it, is filled in."""

HEAD = 2
"""The row of a domain's sheet, counted from nought, that the names of its columns stand in."""

EDITION, AUDIT, AGREED, SENTENCE = "Edition", "Audit", "Agreed on", "In a sentence"
"""What the summary calls the edition it was made for, the audit's id, the day of the round, and what came of it."""
