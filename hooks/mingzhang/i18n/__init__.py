"""The words of the site, and how numbers, units and dates read, in one language each.

Values go in, words come out; the tables are in `locales/`, and a missing key is an error. Sees
the account, because sentences explain statuses.
"""
