"""One function a verb; each reads top to bottom as the pipeline."""
