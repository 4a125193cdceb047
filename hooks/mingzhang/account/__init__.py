"""One plan on one day, worked out from the record: what was promised, reported, and came of it.

Records and a day go in; statuses, counts, timelines, deadlines, changes, outcomes of control
and the ledger come out. Pure: no clock, no language, no page. The published rules stand in
`status`.
"""
