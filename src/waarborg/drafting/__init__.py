"""A regulation that is being changed: drafts in numbers, put forward by one person and approved by another."""
