"""How fast, usable and findable pages are on a phone by Lighthouse: `python -m tests.lighthouse`."""
