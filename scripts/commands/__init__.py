"""The command line, `scripts/rctp`: one file a command."""
