"""Pages as whole HTML: what a page prints becomes its body, and the body is put into a frame.

A page (`pages.page.Page`) and words go in; HTML comes out, and small files of our own drawing:
cards, badges and pictures for messengers (`sharing`). Sees pages, words and pictures; writes
nothing, and knows no renderer of frames but by a function that it is given.
"""
