"""Word documents: a dataset in, bytes out. Nothing is computed here."""
