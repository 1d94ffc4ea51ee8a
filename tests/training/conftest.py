"""Settings of the tests of runs: what a run draws at its end has tests of its own."""

import pytest


@pytest.fixture(autouse=True, scope="module")
def short_ends(no_last_pictures):
    """No pictures of finished runs."""
