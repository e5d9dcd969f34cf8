"""casebook: a static knowledge base of community-governance methods and cases."""

__version__ = "0.1.0"
