"""What is installed: tfgan_zoo, with the recipes, which lie flat in the repository, as its package `recipes`."""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["tfgan_zoo", "tfgan_zoo.*"]), "tfgan_zoo.recipes"],
    package_dir={"tfgan_zoo.recipes": "recipes"},
)
