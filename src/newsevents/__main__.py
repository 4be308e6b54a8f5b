"""``python -m newsevents`` is the command ``newsevents``."""

import sys

from newsevents.cli import main

sys.exit(main())
