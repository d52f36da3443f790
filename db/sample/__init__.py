"""The documented source event, and the clearly marked sample programme around it."""
