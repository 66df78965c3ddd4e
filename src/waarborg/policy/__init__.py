"""The regulation as data: model, loader, compile, decision, terms, words. Pure: no Django, database or clock."""
