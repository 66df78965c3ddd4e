"""What personal data each room holds: the registry that rights and retention walk."""
