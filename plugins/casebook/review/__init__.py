"""Two states of the library → what a maintainer has to know of the change between them. Touches no disk and asks no clock."""
