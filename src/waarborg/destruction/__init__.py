"""Destruction: proposed, approved by two people, done in steps, searched for afterwards, and certified."""
