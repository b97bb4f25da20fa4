"""Tests. `tests.conftest.count` says how much a test does in `make test` and in `make test-full`."""
