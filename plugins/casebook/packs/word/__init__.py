"""An outline as a Word document, by python-docx."""
