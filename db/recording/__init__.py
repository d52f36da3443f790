"""Writing facts: one file a kind, and one way in for workbooks and the API alike."""
