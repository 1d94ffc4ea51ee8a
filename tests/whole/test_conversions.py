"""Every shipped generator gives in ONNX and in LiteRT what its SavedModel gives; what does not convert is named."""

import pathlib

import pytest

from tfgan_zoo.serving import conversion

ROOT = pathlib.Path(__file__).parents[2]
VERSIONS = sorted((ROOT / "saved_models").glob("*/[0-9]*"))
SUFFIXES = {"onnx": ".onnx", "litert": ".tflite"}
# What is known not to convert: (folder, format) -> the words of the error, with the op or the type.
UNCONVERTED = {
    ("irgan_tastes", "litert"): "LiteRT has not: Greater",
    ("pix2pix_outlined_digits", "onnx"): "ONNX has not: StatelessRandomUniformV2",  # its dropout is its noise
    ("pix2pix_outlined_digits", "litert"): "LiteRT has not: .*StatelessRandomUniformV2",
    ("progan_digits", "litert"): "LiteRT has not: Conv2D",  # whose kernel is scaled as it runs
    ("timegan_sines", "litert"): "LiteRT has not: TensorListReserve",  # the loop of a GRU
}

pytest.importorskip("onnxruntime", reason="of the extra convert")
pytest.importorskip("ai_edge_litert", reason="of the extra convert")


@pytest.mark.slow
@pytest.mark.parametrize("format", SUFFIXES)
@pytest.mark.parametrize("version", VERSIONS, ids=[version.parent.name for version in VERSIONS])
def test_a_shipped_generator_is_converted_or_what_does_not_convert_is_known(version, format, tmp_path):
    path = tmp_path / f"generator{SUFFIXES[format]}"
    if words := UNCONVERTED.get((version.parent.name, format)):
        with pytest.raises(ValueError, match=words):
            conversion.convert(version, path, format)
        return
    difference = conversion.convert(version, path, format)
    print(f"{version.parent.name} in {format}: {path.stat().st_size / 1024:.0f} KiB, {difference:.1e}")
    assert difference <= conversion.TOLERANCE
    assert path.stat().st_size > 0


def test_what_is_known_not_to_convert_is_shipped():
    names = {version.parent.name for version in VERSIONS}
    assert {name for name, _ in UNCONVERTED} <= names
