"""Plans and their parts, and topics, bodies, places and measures over all plans, as JSON.

Accounts go in, dictionaries in the form of `exports/schemas` come out.
"""
