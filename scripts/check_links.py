"""Checks every link inside the built site; exit 1 if one leads nowhere."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from mingzhang.site.link_check import dead_links


def main() -> int:
    """Runs the check and returns the exit code: 0 all links lead somewhere, 1 some don't."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", nargs="?", type=Path, default=Path("site"))
    dead = list(dead_links(parser.parse_args().site))
    print(*dead, sep="\n")
    return 1 if dead else 0


if __name__ == "__main__":
    sys.exit(main())
