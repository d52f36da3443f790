"""Facts: what is stored, and how to ask for it. Knows no viewer, no GraphQL, no HTTP and no clock."""
