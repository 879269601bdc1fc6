"""Text in: what stands in the folders, read once, checked, and turned into typed values."""
