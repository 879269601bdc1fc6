"""Files out: the site, Word, PDF, reports and the step that publishes them."""
