"""What editors work with: schemas, blank files, edits of YAML, translations.

The model and the record go in; files to fill in and changed lines of files come out. Writes
nothing itself: commands do. `workbook` is the Excel form, `sources` the comparison with a
document's text.
"""
