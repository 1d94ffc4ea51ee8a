"""What is installed from a wheel: one package, whose command line finds the recipes from any folder."""

import os
import pathlib
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile

import pytest

ROOT = pathlib.Path(__file__).parents[2]
FILES = ("setup.py", "setup.cfg", "pyproject.toml", "README.md", "LICENSE")


def done(command, folder):
    """Run a command to its end; the package of this checkout is out of its sight."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = list(map(str, command))
    ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Built from a copy, for setuptools leaves a folder `build` behind."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in ("tfgan_zoo", "recipes"):
        shutil.copytree(ROOT / name, folder / "source" / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, folder / "source")
    pip = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index"]
    done([*pip, "--wheel-dir", folder, folder / "source"], folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The programs of an environment that has the wheel, and all else from the environment of the tests."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder)
    own = pathlib.Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
    others = {sysconfig.get_path(kind) for kind in ("purelib", "platlib")}
    (own / "others.pth").write_text("\n".join(others))
    python = folder / "bin" / "python"
    done([sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel], folder)
    return folder / "bin"


@pytest.mark.slow
def test_the_wheel_puts_nothing_at_top_level_but_the_package(wheel):
    names = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {name for name in names if not name.endswith(".dist-info")} == {"tfgan_zoo"}


@pytest.mark.slow
def test_an_installed_wheel_trains_a_recipe_in_an_empty_folder(installed, tmp_path):
    place = done([installed / "python", "-c", "import tfgan_zoo; print(tfgan_zoo.__file__)"], tmp_path)
    assert pathlib.Path(place.strip()).is_relative_to(installed.parent)
    assert "wgan_gp" in done([installed / "tfgan-zoo", "list"], tmp_path)
    done([installed / "tfgan-zoo", "train", "dcgan", "--steps", "2", "--epochs", "1", "--width", "4"], tmp_path)
    assert (tmp_path / "runs" / "dcgan" / "saved_model" / "1" / "saved_model.pb").is_file()


@pytest.mark.slow
def test_an_installed_wheel_loads_generators_from_where_it_says(installed, tmp_path, monkeypatch):
    code = """
import tfgan_zoo
try:
    print(tfgan_zoo.load("wgan_gp_digits").sample(2).shape)
except FileNotFoundError as error:
    print(error)
"""
    monkeypatch.setenv("TFGAN_ZOO_HOME", str(tmp_path))
    said = done([installed / "python", "-c", code], tmp_path)
    assert f"copy the repository's folder saved_models/wgan_gp_digits to {tmp_path}/wgan_gp_digits" in said
    monkeypatch.setenv("TFGAN_ZOO_HOME", str(ROOT / "saved_models"))
    assert "(2, 32, 32, 1)" in done([installed / "python", "-c", code], tmp_path)
