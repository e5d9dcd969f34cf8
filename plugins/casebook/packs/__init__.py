"""Library + record → documents that people take along."""
