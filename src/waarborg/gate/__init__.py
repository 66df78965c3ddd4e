"""The one door to record contents: context, facts, decision, event, rows."""
