"""Workbooks: a dataset in, the bytes of an .xlsx file out."""
