"""Five example agencies with synthetic clients, made through the services."""
