"""What others show of the site: cards and badges, pictures for messengers, citations.

Accounts and words go in; small files and the lines of a page's head come out.
"""
