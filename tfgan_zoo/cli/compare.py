"""`tfgan-zoo compare`."""

import argparse
import difflib
import sys

from tfgan_zoo.cli.loading import loaded
from tfgan_zoo.cli.paths import check_source, output_file
from tfgan_zoo.evaluation.metric_names import METRICS, MOST
from tfgan_zoo.saving.lock import locked
