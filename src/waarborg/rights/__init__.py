"""What a client asks of what is known about them: requests, each with its own clock, and the answers."""
