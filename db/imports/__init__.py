"""Facts come in: workbooks checked, read cell by cell and understood, without a database."""
