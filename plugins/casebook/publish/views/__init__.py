"""Records to views: everything a template shows, decided and in order."""
