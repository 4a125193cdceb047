"""What can be followed: Atom, JSON Feed and iCalendar, of the site, a plan, a body or a place.

Accounts and the record's changes go in, files come out.
"""
