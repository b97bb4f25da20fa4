"""`python -m experiments.cli` is `renqi`."""

import sys

from experiments.cli import main

sys.exit(main())
