"""明账 Mingzhang: government action plans and progress snapshots in YAML become a bilingual public
record.

Data flows one way: YAML files → located values → typed model and problems → status → pages,
charts, exports → files.
Only `site` (the edge) knows MkDocs, and only the edge reads the clock.
"""
