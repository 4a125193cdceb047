"""The edge towards MkDocs: its events, the preview, and what is said at the end of a build.

`edge` alone knows MkDocs: it reads the data, lends frames, and hands over to `build`.
"""
