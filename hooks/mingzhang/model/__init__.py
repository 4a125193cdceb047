"""Every field of the data files, declared once.

Takes plain values that know their place (`nodes`), gives frozen records: plans, snapshots,
results of control, registries. The same declarations give the validation, the JSON Schema for
editors and the reference of fields. Sees only diagnostics.
"""
