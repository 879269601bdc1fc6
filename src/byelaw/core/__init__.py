"""The pure heart: values in, values and problems out. No files, clock, processes or logging."""
