"""`python -m sitegen.cli` is `sitegen`."""

import sys

from sitegen.cli import main

sys.exit(main())
