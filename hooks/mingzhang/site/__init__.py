"""The edge towards the renderer, and the writing of the site.

`edge` alone knows MkDocs: it reads the data, lends frames, and hands over to `writer`, which
writes pages, exports, feeds and pictures into a folder that takes the old site's place whole.
"""
