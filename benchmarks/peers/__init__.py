"""One module for each generator that sitegen is compared with: installs it, and writes the corpus as its project."""
