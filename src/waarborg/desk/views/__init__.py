"""What each address of the workspace does: fetch, form, one call, answer."""
