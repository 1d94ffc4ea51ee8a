"""`python -m tfgan_zoo.cli`."""

import sys

from tfgan_zoo.cli import main

sys.exit(main())
