"""A folder of data becomes plans, registries and problems.

Bytes go in; records with the places of their values come out, and every problem of every file
in one run. The only package that reads files of plans. Sees the model and diagnostics.
"""
