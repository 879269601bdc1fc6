"""From a merged edition to what the writers get: conditions, values, numbers, links, checks and layout, in that order."""
