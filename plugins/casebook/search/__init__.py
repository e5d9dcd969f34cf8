"""Queries of the command line: the language, the order of results, what a result shows. Engines are behind `store.Store`."""
