"""The content of every data page of one language, before any HTML.

Accounts and words go in; pages come out: an address and a record whose fields are what its template
prints (`page.Content`). Sees accounts, words and the options of charts; renders and writes nothing.
"""
