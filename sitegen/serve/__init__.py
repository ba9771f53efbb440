"""`sitegen serve`: a live preview on this machine, written below `.sitegen/preview/` and nowhere else."""

from sitegen.serve.preview import HOST, serve

__all__ = ["HOST", "serve"]
