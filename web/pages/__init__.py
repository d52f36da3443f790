"""Pages for people: plain, complete without scripts."""
