"""Proof: what records cite, looked up in the archived texts of their sources. Pure functions over texts that are passed in."""
