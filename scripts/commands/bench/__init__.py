"""Benches, `scripts/rctp bench`: what is compared within one run, so that the machine cancels out."""
