"""Writes what follows from the models: the schemas that editors check data files by, and the
reference of fields. A test fails where they lag behind.
"""

from __future__ import annotations

from pathlib import Path

from mingzhang.editing.field_reference import reference_files
from mingzhang.editing.schemas import FOLDER, schema_files


def main() -> None:
    """Writes every file anew, into the current folder."""
    schemas = {f"{FOLDER}/{name}": text for name, text in schema_files()}
    for name, text in {**schemas, **dict(reference_files())}.items():
        path = Path(name)
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
