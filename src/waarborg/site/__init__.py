"""The public face: regulation for people, sign-in, shared page shell and static files."""
