"""Tables as CSV (RFC 4180, UTF-8 with a byte order mark) and as XLSX (ECMA-376), the same bytes for
the same rows. No text can run as a formula.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from mingzhang.exports.tables.rows import Sheet, Value

_RUNS = tuple("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula (OWASP), also full-width."""
_WIDTH = {"string": 18, "number": 10, "boolean": 9, "date": 11}
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org"
_REL = f"{_OFFICE}/officeDocument/2006/relationships"
_MAIN = f"{_OFFICE}/spreadsheetml/2006/main"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def csv_bytes(sheet: Sheet) -> bytes:
    """The table as CSV. The mark at its beginning makes Excel read Chinese."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in sheet.columns])
    writer.writerows([_plain(cell) for cell in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: Value) -> str:
    """The cell as CSV writes it: an apostrophe stands before a text that could run as a formula."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return _number(cell)
    return escaped(cell)


def escaped(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet could run it as a formula."""
    return f"'{text}" if text.startswith(_RUNS) else text


def unescaped(text: str) -> str:
    """The text without an apostrophe that `escaped` put before it."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_RUNS) else text


def _number(value: Decimal) -> str:
    """Without exponent and without noughts at the end."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def xlsx_bytes(sheets: Sequence[Sheet], title: str, made: date) -> bytes:
    """A workbook with the tables and a sheet that explains the columns; `made` stands in it as its
    date. Texts are written as texts, never as formulas.
    """
    names = [*(sheet.name for sheet in sheets), "columns"]
    pages = [*(_page(sheet) for sheet in sheets), _explained(sheets)]
    parts = {
        "[Content_Types].xml": _types(len(pages)),
        "_rels/.rels": _relations(
            ("officeDocument", f"{_REL}/officeDocument", "xl/workbook.xml"),
            ("core", _CORE_REL, "docProps/core.xml"),
        ),
        "docProps/core.xml": _core(title, made),
        "xl/workbook.xml": _workbook(names),
        "xl/_rels/workbook.xml.rels": _relations(
            *(
                (f"s{n}", f"{_REL}/worksheet", f"worksheets/sheet{n}.xml")
                for n in range(1, len(pages) + 1)
            ),
            ("styles", f"{_REL}/styles", "styles.xml"),
        ),
        "xl/styles.xml": _STYLES,
        **{f"xl/worksheets/sheet{n}.xml": page for n, page in enumerate(pages, 1)},
    }
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in parts.items():
            # A ZipInfo of its own has the date 1980-01-01, not the clock's.
            info = ZipInfo(name)
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, (_XML + content).encode(), compresslevel=4)
    return out.getvalue()


def _types(pages: int) -> str:
    own = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_KIND}.worksheet+xml"/>'
        for n in range(1, pages + 1)
    )
    return (
        f'<Types xmlns="{_OFFICE}/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{own}</Types>"
    )


def _relations(*found: tuple[str, str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>'
        for name, kind, target in found
    )
    return f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">{lines}</Relationships>'


def _core(title: str, made: date) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_OFFICE}/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{_xml(title)}</dc:title><dc:creator>明账 Mingzhang</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{made.isoformat()}T00:00:00Z</dcterms:created>'
        "</cp:coreProperties>"
    )


def _workbook(names: Sequence[str]) -> str:
    pages = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="s{n}"/>' for n, name in enumerate(names, 1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{pages}</sheets></workbook>'


_CORE_REL = f"{_OFFICE}/package/2006/relationships/metadata/core-properties"
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
"""The least that Excel asks for: a plain and a bold font."""


def _page(sheet: Sheet) -> str:
    names = tuple(column.name for column in sheet.columns)
    return _worksheet([_WIDTH[column.type] for column in sheet.columns], (names, *sheet.rows))


def _explained(sheets: Sequence[Sheet]) -> str:
    rows: list[tuple[Value, ...]] = [("table", "column", "type", "说明", "description")]
    for sheet in sheets:
        rows += [(sheet.name, c.name, c.type, c.zh, c.en) for c in sheet.columns]
    return _worksheet((10, 18, 9, 44, 60), rows)


def _worksheet(widths: Sequence[int], rows: Sequence[tuple[Value, ...]]) -> str:
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
        for n, width in enumerate(widths, 1)
    )
    letters = [_letters(n) for n in range(len(widths))]
    whole = f"A1:{letters[-1]}{len(rows)}"
    lines = "".join(_row(number, row, letters) for number, row in enumerate(rows, 1))
    return (
        f'<worksheet xmlns="{_MAIN}"><dimension ref="{whole}"/><sheetViews>'
        '<sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{columns}</cols><sheetData>{lines}</sheetData>"
        f'<autoFilter ref="{whole}"/></worksheet>'
    )


def _row(number: int, row: tuple[Value, ...], letters: Sequence[str]) -> str:
    style = ' s="1"' if number == 1 else ""
    return f'<row r="{number}">{"".join(_cells(number, row, letters, style))}</row>'


def _cells(
    number: int, row: tuple[Value, ...], letters: Sequence[str], style: str
) -> Iterator[str]:
    for letter, cell in zip(letters, row, strict=True):
        if cell is None:
            continue
        place = f'<c r="{letter}{number}"{style}'
        if isinstance(cell, bool):
            yield f'{place} t="b"><v>{int(cell)}</v></c>'
        elif isinstance(cell, Decimal):
            yield f"{place}><v>{_number(cell)}</v></c>"
        else:
            text = f'<t xml:space="preserve">{_xml(cell)}</t>'
            yield f'{place} t="inlineStr"><is>{text}</is></c>'


def _letters(at: int) -> str:
    """The name of a column: A to Z, then AA."""
    before, last = divmod(at, 26)
    return (_letters(before - 1) if before else "") + chr(65 + last)


def _xml(text: str) -> str:
    return escape(_NO_XML.sub("\ufffd", text))
