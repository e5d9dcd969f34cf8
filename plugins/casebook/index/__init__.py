"""Library to search documents and browser shards."""
