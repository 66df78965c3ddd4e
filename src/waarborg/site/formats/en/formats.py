"""Days as the tags of a page write them: 19 November 2026, and short 19 Nov 2026."""

DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "j M Y"
