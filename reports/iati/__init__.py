"""The report as the IATI Standard publishes it: tables in, XML out."""
