"""The Excel form: written with what is known, read back as snapshots.

What is asked (`form`) and the record go in, XLSX comes out (`exchange`); a returned file
becomes the values that a YAML file would give, or problems by sheet and cell (`intake`).
"""
