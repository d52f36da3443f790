"""Workbooks that facts come in by."""
