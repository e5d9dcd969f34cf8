"""What a record is: one frozen model per kind, and the vocabularies."""
