"""The shape of a regulation. Everything a text can say has a typed form here."""
