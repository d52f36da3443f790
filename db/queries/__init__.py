"""Questions to the database: frozen query objects, and functions that take a session."""
