"""Records → what a course pack prints of them: one file a kind of record."""
