"""`sitegen check`: look at the sources and at the built sites, file by file, and say what is wrong.

The rules stand in modules of their own: `access`, `safety`, `links`, `languages`, `feeds`, `sitemaps`,
`drafts`, `folder`, `pictures`, `sources`. They are pure functions of facts; `check` puts them together.
"""

from sitegen.check.check import Checked, Looked, check, counts, summary

__all__ = ["Checked", "Looked", "check", "counts", "summary"]
