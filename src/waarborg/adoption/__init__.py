"""Which regulation version each organisation has adopted, and its compiled rows."""
