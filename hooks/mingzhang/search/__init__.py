"""The search index of a language.

The text of finished pages goes in; small files of terms and pages come out, which
`finder.js` reads.
"""
