"""Tests of the numbers and of how they are printed."""
