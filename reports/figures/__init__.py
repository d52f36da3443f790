"""One figure per file: a frozen row, a pure compute over facts, a pure tabulate into a Table."""
