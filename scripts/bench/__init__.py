"""What `make bench` measures, and with what: a generated country, our builds, programs beside ours,
and what a reader downloads. `scripts/benchmark.py` puts it together.
"""
