"""The only input and output: disk, engine, preview server."""
