"""Keys and epochs, envelopes, blind index, shredding, blob storage."""
