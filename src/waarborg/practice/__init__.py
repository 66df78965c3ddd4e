"""How an agency works: its kinds of trajectory and its lists, as one document in versions that management approves."""
