"""An outline as slides, by python-pptx."""
