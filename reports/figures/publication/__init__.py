"""What a report tells the public, in the codes of the IATI Standard. Source: domain.md b.7."""
