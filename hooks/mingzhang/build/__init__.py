"""A build: from the record to a folder of files that takes the old site's place whole.

Accounts, registries, words and frames go in; pages, exports, feeds and pictures are written. Sees
all that makes files (`render`, `search`, `feeds`, `exports`); knows neither MkDocs nor the clock.
"""
