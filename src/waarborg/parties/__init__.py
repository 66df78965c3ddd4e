"""The outside world and its contracts."""
