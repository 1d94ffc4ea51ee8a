"""Folders of .wav, .flac and .ogg files, and the made tones."""

import struct
import sys
import warnings

import numpy as np
import pytest
import scipy.io.wavfile
import soundfile

from tfgan_zoo import data
from tfgan_zoo.data.wav import read_wav, resampled

RATE = 8000


def write(path, samples=None, rate=RATE):
    """Write a sound, by default 64 rising samples of 16 bits."""
    path.parent.mkdir(parents=True, exist_ok=True)
    scipy.io.wavfile.write(path, rate, np.arange(64, dtype="int16") if samples is None else samples)


def write_24_bits(path, values):
    """Write a WAV file of 24 bits, which SciPy only reads, from 16-bit values and eight low bits each of 200."""
    samples = b"".join(struct.pack("<Bh", 200, value) for value in values)
    header = struct.pack("<HHIIHH", 1, 1, RATE, 3 * RATE, 3, 24)
    chunks = b"fmt " + struct.pack("<I", 16) + header + b"data" + struct.pack("<I", len(samples)) + samples
    path.write_bytes(b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks)


def load(path, split="train", length=64, **options):
    return data.load_sounds(path, split, length, **options)


def test_sounds_are_read_unchanged_with_their_rate(tmp_path):
    write(tmp_path / "b.wav")
    write(tmp_path / "a.WAV", np.arange(64, 0, -1, dtype="int16"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        examples = load(tmp_path)
    assert examples.modality.rate == RATE and examples.samples.dtype == np.int16
    assert examples.samples[:, :, 0].tolist() == [[*range(64, 0, -1)], [*range(64)]]
    assert examples.labels is None
    batch = next(iter(examples.batches(2, shuffle=False)))
    np.testing.assert_array_equal(batch[1, :, 0], np.arange(64, dtype="float32") / 32768)


def test_subfolders_are_labels_and_splits(tmp_path):
    for name in ["train/dog/a.wav", "train/cat/b.wav", "train/dog/c.wav", "test/dog/d.wav", "test/cat/e.wav"]:
        write(tmp_path / name)
    assert load(tmp_path).class_names == ("cat", "dog") and load(tmp_path).labels.tolist() == [0, 1, 1]
    assert load(tmp_path, "test").num_examples == 2
    with pytest.raises(FileNotFoundError, match="no sub-folder 'valid'; put the sounds.*test, train"):
        load(tmp_path, "valid")


def test_the_prefix_of_a_file_name_can_be_its_label(tmp_path):
    for name in ["7_jackson_32.wav", "0_theo_1.wav", "7_theo_0.wav"]:
        write(tmp_path / name)
    assert load(tmp_path).labels is None
    examples = load(tmp_path, labels_from="prefix")
    assert examples.class_names == ("0", "7") and examples.labels.tolist() == [0, 1, 1]


def test_a_name_without_a_label_and_a_single_label_are_refused(tmp_path):
    write(tmp_path / "7_a.wav")
    with pytest.raises(ValueError, match="one class.*use labels_from='folder'"):
        load(tmp_path, labels_from="prefix")
    write(tmp_path / "plain.wav")
    with pytest.raises(ValueError, match="plain.wav has no underscore.*rename it as <label>_plain.wav"):
        load(tmp_path, labels_from="prefix")


def test_what_is_no_sound_is_said_to_be_left_out(tmp_path):
    for name in ["a.wav", "more/b.mp3", "more/notes.txt", ".trash/c.wav"]:
        write(tmp_path / name)
    with pytest.warns(UserWarning) as said:
        assert load(tmp_path).num_examples == 1
    (only,) = said
    assert f"1 sounds of {tmp_path} (train) were read. Left out: 1 .mp3, 1 .txt, 1 hidden folder .trash." in str(
        only.message
    )


def test_longer_sounds_are_cut_shorter_ones_padded_and_it_is_said_once(tmp_path):
    for name, length in [("a", 64), ("b", 100), ("c", 10), ("d", 11)]:
        write(tmp_path / f"{name}.wav", np.arange(1, length + 1, dtype="int16"))
    with pytest.warns(UserWarning) as warned:
        samples = load(tmp_path).samples[..., 0]
    assert samples[1].tolist() == [*range(1, 65)]
    assert samples[2].tolist() == [*range(1, 11), *[0] * 54]
    assert len(warned) == 1
    message = f"Of 4 sounds of {tmp_path} (train), 2 were padded to 64 samples, 1 were truncated to 64 samples."
    assert message in str(warned[0].message)


def test_other_rates_are_resampled_to_that_of_the_first_file_or_the_requested_one(tmp_path):
    sine = np.rint(8000 * np.sin(2 * np.pi * 500 * np.arange(1600) / 16_000)).astype("int16")  # 500 Hz
    write(tmp_path / "a.wav", sine[::2], 8000)
    write(tmp_path / "b.wav", sine, 16_000)
    with pytest.warns(UserWarning, match=r"Of 2 sounds .* 1 were resampled to 8000 Hz\.$"):
        examples = load(tmp_path, length=800)
    assert examples.modality.rate == 8000
    middle = examples.samples[:, 100:700, 0].astype(float)
    np.testing.assert_allclose(middle[1], middle[0], atol=40)
    with pytest.warns(UserWarning, match="1 were resampled to 16000 Hz"):
        assert load(tmp_path, length=1600, rate=16_000).modality.rate == 16_000


def test_resampling_does_not_alias_high_frequencies():
    high = (10_000 * np.sin(2 * np.pi * 7000 * np.arange(3200) / 16_000)).astype("int16")
    assert np.abs(resampled(high, 16_000, 8000, 1600)[100:-100].astype(int)).max() < 200


@pytest.mark.parametrize("own_rate, rate", [(16_000, 8000), (8000, 22_050), (44_100, 8000), (1, 8000)])
def test_resampling_reads_no_more_than_it_needs_and_gives_the_same(own_rate, rate):
    sound = np.random.default_rng(0).integers(-9000, 9000, size=2000, dtype=np.int16)
    whole = resampled(sound, own_rate, rate, length=len(sound) * rate)
    np.testing.assert_array_equal(resampled(sound, own_rate, rate, length=100), whole[:100])
    np.testing.assert_array_equal(resampled(sound, own_rate, rate, length=len(whole) - 1), whole[:-1])


def test_a_rate_that_no_recorder_has_is_refused(tmp_path):
    write(tmp_path / "a.wav", rate=1_000_000)
    with pytest.raises(ValueError, match="a.wav cannot be read .its rate is 1000000 Hz"):
        load(tmp_path)
    with pytest.raises(ValueError, match="rate=1000000000; expected at most 768000"):
        load(tmp_path, rate=10**9)


def test_floats_beyond_full_scale_are_clipped_and_counted(tmp_path):
    write(tmp_path / "a.wav", np.linspace(-2, 2, 64, dtype="float32"))
    with pytest.warns(UserWarning, match="1 were clipped to full scale, 1 were rounded to 16 bits"):
        samples = load(tmp_path).samples
    assert samples.min() == -32768 and samples.max() == 32767


def test_several_channels_become_their_mean(tmp_path):
    write(tmp_path / "a.wav", np.stack([np.full(64, 30), np.full(64, -10)], axis=1).astype("int16"))
    with pytest.warns(UserWarning, match="1 were made mono"):
        assert (load(tmp_path).samples == 10).all()


def test_five_channels_become_their_mean(tmp_path):
    channels = np.array([30, -10, 10, 0, 20], "int16")
    write(tmp_path / "a.wav", np.tile(channels, (64, 1)))
    soundfile.write(tmp_path / "b.flac", np.tile(channels, (64, 1)), RATE)
    with pytest.warns(UserWarning, match="2 were made mono"):
        assert (load(tmp_path).samples == 10).all()


def test_silence_is_said_and_silence_alone_is_refused(tmp_path):
    write(tmp_path / "a.wav", np.zeros(64, "int16"))
    write(tmp_path / "b.wav", np.repeat([0, 9], 64).astype("int16"))  # silent as far as it is kept
    with pytest.warns(UserWarning, match="2 were silent"), pytest.raises(ValueError, match="All 2 sounds .* silent"):
        load(tmp_path)
    write(tmp_path / "c.wav")
    with pytest.warns(UserWarning, match="Of 3 sounds .*, 2 were silent, 1 were truncated"):
        assert load(tmp_path).num_examples == 3


@pytest.mark.parametrize(
    ("samples", "expected"),
    [
        (np.array([0, 128, 255], "uint8"), [-32768, 0, 32512]),
        (np.array([-(2**31), 0, 2**31 - 1], "int32"), [-32768, 0, 32767]),
        (np.array([-1.0, 0.25, 1.0], "float32"), [-32768, 8192, 32767]),
        (np.array([-2.0, 0.5, 2.0], "float64"), [-32768, 16384, 32767]),
    ],
)
def test_other_bit_depths_become_sixteen_bits_with_a_warning(tmp_path, samples, expected):
    write(tmp_path / "a.wav", samples)
    with pytest.warns(UserWarning, match="1 were rounded to 16 bits"):
        assert load(tmp_path, length=3).samples[0, :, 0].tolist() == expected


def test_twenty_four_bits_are_rounded_to_sixteen(tmp_path):
    write_24_bits(tmp_path / "a.wav", [-300, 0, 5])
    samples, rate, changes = read_wav(tmp_path / "a.wav")
    assert samples.tolist() == [-299, 1, 6] and rate == RATE and changes == ("rounded to 16 bits",)


def test_each_sound_can_be_normalized_to_full_scale(tmp_path):
    write(tmp_path / "a.wav", np.array([0, 50, -100], "int16"))
    write(tmp_path / "b.wav", np.zeros(3, "int16"))
    with pytest.warns(UserWarning, match="1 were silent"):
        samples = load(tmp_path, length=3, normalize=True).samples[..., 0]
    assert samples.tolist() == [[0, 16384, -32767], [0, 0, 0]]


def test_flac_is_read_as_the_same_wav(tmp_path):
    samples = np.random.default_rng(0).integers(-(2**15), 2**15, 64).astype("int16")
    soundfile.write(tmp_path / "a.flac", samples, RATE)
    write(tmp_path / "b.WAV", samples)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        examples = load(tmp_path)
    assert examples.modality.rate == RATE
    np.testing.assert_array_equal(examples.samples[:, :, 0], [samples, samples])


def test_flac_of_twenty_four_bits_is_rounded_to_sixteen(tmp_path):
    soundfile.write(tmp_path / "a.flac", np.array([-299.2, 0.8, 5.8]) / 2**15, RATE, subtype="PCM_24")
    with pytest.warns(UserWarning, match="1 were rounded to 16 bits"):
        assert load(tmp_path, length=3).samples[0, :, 0].tolist() == [-299, 1, 6]


def test_ogg_of_two_channels_and_another_rate_is_read_resampled_and_mixed(tmp_path):
    sine = 0.3 * np.sin(2 * np.pi * 500 * np.arange(3200) / 16_000)
    soundfile.write(tmp_path / "b.ogg", np.stack([2 * sine, 0 * sine], axis=1), 16_000)
    write(tmp_path / "a.wav", np.rint(32768 * sine[::2]).astype("int16"))
    with pytest.warns(UserWarning, match=r"Of 2 sounds .* 1 were made mono, 1 were resampled to 8000 Hz\.$"):
        samples = load(tmp_path, length=1600).samples[:, 200:1400, 0].astype(float)
    np.testing.assert_allclose(samples[1], samples[0], atol=600)  # of 9830: Vorbis loses some


@pytest.mark.parametrize("ending", ["flac", "ogg"])
def test_damaged_flac_and_ogg_are_refused_by_name_or_skipped(tmp_path, ending):
    write(tmp_path / "a.wav")
    path = tmp_path / f"b.{ending}"
    soundfile.write(path, np.random.default_rng(0).uniform(-0.5, 0.5, 20_000), RATE)
    whole = path.read_bytes()
    for content in (b"", b"no sound at all", whole[:30], whole[: len(whole) // 2]):
        path.write_bytes(content)
        with pytest.raises(data.DamagedData, match=f"b.{ending} cannot be read .*; expected a FLAC or an Ogg file"):
            load(tmp_path)
    with pytest.warns(UserWarning, match="1 damaged sounds of .* were skipped, 1 are left"):
        assert load(tmp_path, skip_bad=1).num_examples == 1


def test_without_soundfile_wav_is_read_and_flac_is_refused_with_the_way_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "soundfile", None)
    write(tmp_path / "a.wav")
    assert load(tmp_path).num_examples == 1
    for name in ("b.ogg", "c.flac"):
        (tmp_path / name).write_bytes(b"")
    with pytest.raises(ValueError, match=r"2 sounds need soundfile, such as .*b.ogg: pip install 'tfgan-zoo\[sound\]'"):
        load(tmp_path, skip_bad=2)


def test_the_second_part_of_a_file_name_can_be_its_speaker(tmp_path):
    for name in ["train/7_theo_0.wav", "train/0_lucas_1.wav", "train/7_lucas_2.wav", "test/0_ann_3.wav"]:
        write(tmp_path / name)
    with pytest.warns(UserWarning, match="ann"):
        test = load(tmp_path, "test", labels_from="prefix_speaker")
    examples = load(tmp_path, labels_from="prefix_speaker")
    assert examples.class_names == ("0", "7") and examples.labels.tolist() == [0, 1, 1]
    assert examples.conditions["speakers"].tolist() == [[0, 1, 0], [0, 1, 0], [0, 0, 1]]
    assert test.conditions["speakers"].tolist() == [[1, 0, 0]]
    assert not load(tmp_path, labels_from="prefix").conditions


def test_the_speakers_of_skipped_files_go_with_them(tmp_path):
    for name in ["0_a_0.wav", "1_b_0.wav", "1_c_0.wav"]:
        write(tmp_path / name)
    damaged(tmp_path / "1_b_0.wav", "text")
    with pytest.warns(UserWarning, match="damaged"):
        examples = load(tmp_path, labels_from="prefix_speaker", skip_bad=1)
    assert examples.conditions["speakers"].tolist() == [[1, 0, 0], [0, 0, 1]]


def test_a_name_without_a_speaker_and_a_single_speaker_are_refused(tmp_path):
    for name in ["7_a_0.wav", "8_a_0.wav"]:
        write(tmp_path / name)
    with pytest.raises(ValueError, match="of one speaker.*use labels_from='prefix'"):
        load(tmp_path, labels_from="prefix_speaker")
    write(tmp_path / "9_a.wav")
    with pytest.raises(ValueError, match="9_a.wav names no speaker.*expects names such as 7_jackson_32.wav"):
        load(tmp_path, labels_from="prefix_speaker")


def damaged(path, kind):
    write(path)
    whole = path.read_bytes()
    path.write_bytes(
        {
            "no bytes": b"",
            "text": b"no sound at all",
            "cut in its header": whole[:30],
            "cut before its samples": whole[:44],
            "cut in its samples": whole[:100],
            "one byte short": whole[:-1],
            "MP3 inside": whole[:20] + struct.pack("<H", 85) + whole[22:],
        }[kind]
    )
    return path


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("no bytes", "b'' not understood"),
        ("text", "b'no s' not understood"),
        ("cut in its header", "requires a buffer"),
        ("cut before its samples", "expected 172 bytes"),
        ("cut in its samples", "finished at 100 bytes, expected 172"),
        ("one byte short", "finished at 171 bytes, expected 172"),
        ("MP3 inside", "Unknown wave file format"),
    ],
)
def test_a_damaged_file_is_refused_by_name_or_skipped(tmp_path, kind, reason):
    write(tmp_path / "a.wav")
    damaged(tmp_path / "b.wav", kind)
    expected = f"b.wav cannot be read .*{reason}.*; expected an uncompressed WAV file; repair or remove them"
    with pytest.raises(data.DamagedData, match=expected):
        load(tmp_path)
    with pytest.warns(UserWarning, match="1 damaged sounds of .* were skipped, 1 are left.*b.wav"):
        assert load(tmp_path, skip_bad=1).num_examples == 1


def test_empty_and_nonfinite_files_are_refused(tmp_path):
    write(tmp_path / "a.wav", np.zeros(0, "int16"))
    with pytest.raises(ValueError, match="a.wav cannot be read .it has no samples"):
        load(tmp_path)
    write(tmp_path / "a.wav", np.array([0.0, np.nan], "float32"))
    with pytest.raises(ValueError, match="NaN or infinite"):
        load(tmp_path)


def test_the_labels_of_skipped_files_go_with_them(tmp_path):
    for name in ["0_a.wav", "1_a.wav", "2_a.wav"]:
        write(tmp_path / name, np.full(64, 1 + int(name[0]), "int16"))
    damaged(tmp_path / "1_a.wav", "text")
    with pytest.warns(UserWarning, match="damaged"):
        examples = load(tmp_path, labels_from="prefix", skip_bad=1)
    assert examples.labels.tolist() == [0, 2] and examples.samples[:, 0, 0].tolist() == [1, 3]


def test_metadata_chunks_in_a_file_are_ignored(tmp_path):
    write(tmp_path / "a.wav")
    whole = (tmp_path / "a.wav").read_bytes()
    chunk = b"cue " + struct.pack("<I", 4) + bytes(4)
    size = struct.unpack("<I", whole[4:8])[0] + len(chunk)
    (tmp_path / "a.wav").write_bytes(whole[:4] + struct.pack("<I", size) + whole[8:36] + chunk + whole[36:])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert load(tmp_path).samples[0, :, 0].tolist() == [*range(64)]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"length": 0}, "length=0; expected an integer of at least 1"),
        ({"rate": 0.5}, "rate=0.5; expected an integer"),
        ({"labels_from": "name"}, "labels_from='name'; expected one of 'folder', 'prefix', 'prefix_speaker'"),
    ],
)
def test_wrong_arguments_are_refused(tmp_path, options, message):
    write(tmp_path / "a.wav")
    with pytest.raises(ValueError, match=message):
        load(tmp_path, **options)


def test_folders_without_sounds_and_datasets_of_other_kinds_are_refused(tmp_path):
    with pytest.raises(FileNotFoundError, match="There is no folder .*nowhere; give one that holds .wav"):
        load(tmp_path / "nowhere")
    with pytest.raises(FileNotFoundError, match="holds no sounds; expected files ending in .wav"):
        load(tmp_path)
    with pytest.raises(ValueError, match="digits holds no sounds; give 'tones', or a folder"):
        load("digits")
    with pytest.raises(ValueError, match="tones holds no images, so it has no image_shape"):
        data.load("tones", image_shape=(8, 8, 1))


def pitches(sound, rate, parts=8):
    """The strongest frequency below 600 Hz, in Hz, in each part of a sound: the fundamental of a tone."""
    frames = sound.reshape(parts, -1).astype(float) * np.hanning(len(sound) // parts)
    spectra = np.abs(np.fft.rfft(frames, 8192))[:, : int(600 * 8192 / rate)]
    return spectra.argmax(axis=1) * rate / 8192


def test_the_pitch_of_a_tone_follows_its_class():
    tones = data.load("tones", "test")
    for sound, label in zip(tones.samples[:40, :, 0], tones.labels[:40], strict=True):
        ways = np.diff(pitches(sound, tones.modality.rate))
        name = tones.class_names[label]
        if name == "steady":
            assert np.abs(ways).max() < 4
        elif name == "trembling":
            assert ways.min() < -8 and ways.max() > 8
        else:
            assert (ways * {"rising": 1, "falling": -1}[name] > 2).all()


def test_tones_are_reproducible_loud_and_of_any_length_and_rate():
    first, again = (data.load_sounds("tones", "test", 512) for _ in range(2))
    np.testing.assert_array_equal(first.samples, again.samples)
    assert not np.array_equal(first.samples[:4], data.load_sounds("tones", length=512).samples[:4])
    assert np.bincount(first.labels).tolist() == [100] * 4
    peaks = np.abs(first.samples.astype(int)).max(axis=(1, 2))
    assert peaks.min() > 25_000 and peaks.max() < 28_000
    other = data.load_sounds("tones", "test", 128, 16_000)
    assert other.shape == (128, 1) and other.modality.rate == 16_000


def test_tones_that_would_alias_are_refused():
    with pytest.raises(ValueError, match="rate=2000; the notes reach .* Hz: expected at least"):
        data.load_sounds("tones", rate=2000)
