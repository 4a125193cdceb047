"""The hash chain over what was published: each snapshot and result of control, in canonical JSON.

Plans go in; a ledger comes out, and what differs between two of them. Sees the records alone.
"""
