"""`mingzhang check` under its older name, for where the package is only on the path."""

from __future__ import annotations

import sys

from mingzhang.cli.main import main

if __name__ == "__main__":
    sys.exit(main(["check", *sys.argv[1:]]))
