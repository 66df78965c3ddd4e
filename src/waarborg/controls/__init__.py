"""Controls: what the regulation has the agency look at again and again, done by whoever it names and proved."""
