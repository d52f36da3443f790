"""The Word documents, read back."""
