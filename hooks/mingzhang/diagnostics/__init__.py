"""What is wrong with the data, where, and in which words.

A problem is a place, a kind and values, in no language; reports turn problems into sentences
of either language, for people, GitHub and programs. Sees nothing of the data itself: whatever can
be wrong has a kind, whose sentences stand in `locales/`.
"""
