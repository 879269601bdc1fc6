"""What may stand in each YAML file, declared once as Cerberus schemas, and the readers that make text into typed contents."""
