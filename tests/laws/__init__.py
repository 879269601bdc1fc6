"""Laws that hold for any input, tried on generated ones."""
