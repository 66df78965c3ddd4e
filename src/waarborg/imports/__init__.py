"""Clients out of Excel or CSV: read, mapped, tried, brought in whole or not at all, and taken out again."""
