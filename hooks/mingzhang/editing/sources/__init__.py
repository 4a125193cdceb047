"""A plan against the text of its document.

The document's text and the plan go in; figures, years, titles and bodies that don't stand in
the cited clause come out, and numbers of the text that no target accounts for.
"""
