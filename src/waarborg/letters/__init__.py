"""What is written to people, and the outbox it leaves by."""
