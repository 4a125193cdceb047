"""The record for programs: everything below data/.

Accounts go in; JSON, CSV, XLSX, the Data Package and the index of them come out, with stable
paths and schemas. Sees no page.
"""
