"""Text to plain data, and on demand the line and column of a value."""
