"""Records to a Library: every reference resolved, every reverse side computed."""
