"""The command line: data on stdout, progress and messages on stderr.

Exit status: 0 all done, 1 some inputs failed (the rest is done, each failure is named), 2 wrong usage,
130 interrupted.
"""

from extractor.cli.main import main

__all__ = ["main"]
