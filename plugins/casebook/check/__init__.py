"""Plain data to records or Problems."""
