"""The regulation as data: model, loader, compile, decision, terms, words. Pure: no Django, database, network or clock."""
