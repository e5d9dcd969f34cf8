"""Library to pages: views, fragments, listings."""
