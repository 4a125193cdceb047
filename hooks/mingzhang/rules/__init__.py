"""What must fit across fields, files and dates.

Records go in, problems come out. A rule is a function that yields; `check` runs them all. Sees
the records, no page and no word of the site.
"""
