"""Tests of `tfgan_zoo.saving`."""
