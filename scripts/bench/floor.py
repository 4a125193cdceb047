"""The floor: the least that any builder must do. Reads the YAML with libyaml, and writes the same
bytes to the same files, in one process. Run as a program, it prints seconds as JSON.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from pathlib import Path

import yaml


def parse(plans: Path) -> float:
    """Seconds to go through all of the data's YAML, as events of the parser."""
    contents = [file.read_bytes() for file in sorted(plans.rglob("*.yml"))]
    began = time.perf_counter()
    for content in contents:
        for _ in yaml.parse(content, yaml.CSafeLoader):
            pass
    return time.perf_counter() - began


def write(site: Path, copy: Path) -> float:
    """Seconds to write the files of the site into a new folder; reading them isn't counted."""
    seconds, known = 0.0, set()
    for file in sorted(path for path in site.rglob("*") if path.is_file()):
        content, target = file.read_bytes(), copy / file.relative_to(site)
        began = time.perf_counter()
        if target.parent not in known:
            target.parent.mkdir(parents=True, exist_ok=True)
            known.add(target.parent)
        with target.open("wb") as out:
            out.write(content)
        seconds += time.perf_counter() - began
    shutil.rmtree(copy)
    return seconds


if __name__ == "__main__":
    _plans, _site, _copy = map(Path, sys.argv[1:])
    print(json.dumps({"parse": parse(_plans), "write": write(_site, _copy)}))
