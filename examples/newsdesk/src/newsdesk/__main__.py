"""Run the command ``newsdesk`` as ``python -m newsdesk``."""

import sys

from newsdesk import main

sys.exit(main())
