"""sitegen: one shelf of Markdown stories, many web sites in many languages."""

__version__ = "0.1.0"
