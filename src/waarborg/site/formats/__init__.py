"""How days are written, by language, where Django would write them otherwise."""
