"""A form of one plan as a workbook, and how tests look into it."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from mingzhang.editing.workbook.form import REPORTS, form_of
from mingzhang.editing.workbook.write import workbook
from mingzhang.i18n.words import Words
from mingzhang.language import LANGUAGES
from tests.support.builders import a_target, an_account, registries

WORDS = {lang: Words(lang, registries().units) for lang in LANGUAGES}
ACCOUNT = an_account(
    a_target("share", at_least=10, unit="sites", title={"zh": "=1+1"}),
    a_target("stone"),
    today="2025-07-01",
)
FORM = form_of([ACCOUNT], registries().regions, WORDS["zh"])
FILE = workbook(FORM, WORDS, date(2025, 7, 1))
HEADINGS = {column.key: f"{column.zh}\n{column.en}" for column in REPORTS.columns}


def opened(content: bytes = FILE) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def column(sheet: Worksheet, key: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == HEADINGS[key])
