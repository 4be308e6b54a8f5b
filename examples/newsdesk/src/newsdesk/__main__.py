"""``python -m newsdesk`` is the command ``newsdesk``."""

import sys

from newsdesk import main

sys.exit(main())
