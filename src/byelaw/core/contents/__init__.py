"""The checks of content: what the words say, and what they should not."""
