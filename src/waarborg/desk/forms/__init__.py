"""What people fill in: shapes alone, never rules."""
