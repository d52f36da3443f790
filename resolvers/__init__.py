"""Answers: what this viewer gets. Knows no GraphQL type and no HTTP."""
