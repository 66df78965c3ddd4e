"""A client's own pages: what is known of them, who looked, what they consented to and what they ask."""
