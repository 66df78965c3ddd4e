"""The regulation given to anybody: copies asked for and given, and how often its pages are read, of nobody."""
