"""Measurements that README and docs quote. `python -m benchmarks` runs them all; crash_build is run by its own name."""
