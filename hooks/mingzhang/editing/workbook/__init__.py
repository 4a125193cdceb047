"""The Excel form: written with what is known, read back as snapshots.

What is asked (`form`) and the record go in, XLSX comes out (`write`); a returned file is read by
table and column (`read`) and becomes the values that a YAML file would give, or problems by sheet
and cell (`intake`). The only package that knows openpyxl.
"""
