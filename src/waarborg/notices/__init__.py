"""What a client must be told one by one: data from others, and data outside the expected kinds."""
