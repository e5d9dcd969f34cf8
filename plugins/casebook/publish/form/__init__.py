"""填表供稿: the form's page, and what its script asks for, made from the models, the vocabularies and the records."""
