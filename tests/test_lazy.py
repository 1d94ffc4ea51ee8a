"""Lazy modules are imported at first use."""

import pathlib
import subprocess
import sys

import pytest

import tfgan_zoo
from tfgan_zoo.lazy import LazyModule, lazy_names

ROOT = pathlib.Path(tfgan_zoo.__file__).parents[1]


@pytest.fixture
def module(tmp_path, monkeypatch):
    """A lazy module that is not imported yet."""
    (tmp_path / "lazily.py").write_text("value = 1\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield LazyModule("lazily")
    sys.modules.pop("lazily", None)


def test_a_lazy_module_is_imported_by_the_first_use(module):
    assert "lazily" not in sys.modules
    assert module.value == 1
    assert vars(module) is vars(sys.modules["lazily"])
    assert "value" in dir(module)


def test_attributes_are_set_and_deleted_in_the_module(module):
    module.value = 2
    assert sys.modules["lazily"].value == 2
    del module.value
    assert not hasattr(sys.modules["lazily"], "value")


def test_an_unknown_attribute_raises_the_modules_error(module):
    with pytest.raises(AttributeError, match="module 'lazily' has no attribute 'other'"):
        _ = module.other


def test_lazy_names_come_from_their_modules():
    names = lazy_names("tfgan_zoo.saving", {"atomic_write": "atomic"})
    assert names("atomic_write") is sys.modules["tfgan_zoo.saving.atomic"].atomic_write
    with pytest.raises(AttributeError, match="no attribute 'other'; it has atomic_write"):
        names("other")


REGISTERED = """
import importlib
import pathlib
import keras
import tfgan_zoo
import tfgan_zoo.models
before = set(keras.saving.get_custom_objects())
package = pathlib.Path(tfgan_zoo.__file__).parent
for floor in tfgan_zoo.PACKAGES[: tfgan_zoo.PACKAGES.index("models") + 1]:
    for path in (package / floor).rglob("*.py"):
        importlib.import_module(".".join(path.relative_to(package.parent).with_suffix("").parts))
missing = set(keras.saving.get_custom_objects()) - before
assert not missing, missing
"""


@pytest.mark.slow
def test_building_blocks_of_saved_games_are_registered_when_games_are_imported():
    subprocess.run([sys.executable, "-c", REGISTERED], cwd=ROOT, check=True)


def test_packages_are_attributes_of_the_root_without_being_imported():
    program = (
        "import sys; from tfgan_zoo import keras, models; assert not {'keras', 'tfgan_zoo.models'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)


def test_an_imported_module_is_not_lazy():
    import keras

    assert tfgan_zoo.keras is keras
    assert tfgan_zoo.lazy is sys.modules["tfgan_zoo.lazy"]
