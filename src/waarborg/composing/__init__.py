"""Documents made from templates: filled from what the reader may read, kept as records, as PDF and as text."""
