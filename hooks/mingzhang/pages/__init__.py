"""The content of every data page of one language, before any HTML.

Accounts and words go in; pages come out: an address, a template's name and the values that it
prints. Sees accounts, words and the options of charts; renders and writes nothing.
"""
