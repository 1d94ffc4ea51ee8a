"""The tests; a package, so that it comes before packages called tests that others install."""
