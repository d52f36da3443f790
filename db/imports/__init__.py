"""Workbooks in: read safely, understood cell by cell, previewed, and applied whole or not at all."""
