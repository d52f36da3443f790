"""The published file, held to the schema, the code lists and the ruleset of the IATI Standard 2.03."""
