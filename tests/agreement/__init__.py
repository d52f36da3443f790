"""Every output says the same numbers, and every formula gives the number beside it."""
