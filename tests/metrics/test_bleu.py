"""BLEU of sentences whose n-grams are counted by hand, and of those that NLTK has computed."""

import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import metrics
from tfgan_zoo.metrics.bleu import bleu, self_bleu

REFERENCES = [line.split() for line in ("the cat sat on the mat", "a dog runs on the green grass", "the dog sat")]
# What nltk 3.10 gives: `sentence_bleu(REFERENCES, text, (1 / n,) * n, SmoothingFunction().method1)` for n from 2 to 5.
OF_NLTK = {
    "the cat runs on the grass": [0.7745966692414834, 0.5313292845913056, 0.2659147948472494, 0.19036539387158782],
    "a dog sat": [1.0, 0.464158883361278, 0.316227766016838, 0.251188643150958],
    "the the the the": [0.12909944487358058, 0.09410360288810288, 0.09554427922043669, 0.09641925040026271],
    "dog": [0.04279677428117006, 0.029157102899024897, 0.024066394763145416, 0.021449196910150414],
    "zebra": [0, 0, 0, 0],
    "": [0, 0, 0, 0],
}
SELF_BLEU_OF_NLTK = [  # of the first three of these texts, each with the two others as references
    [0.08164965809277261, 0.05503212081491044, 0.048549177170732344, 0.048835934193058685],
    [0, 0, 0, 0],
    [0.12909944487358058, 0.09410360288810288, 0.09554427922043669, 0.09641925040026271],
]


def test_bleu_is_what_is_counted_by_hand():
    """Five words of "the cat runs on the grass" are at most once in a reference, "the" twice: 6 of 6; of its pairs "the
    cat", "runs on", "on the" come: 3 of 5. It is as long as the first reference."""
    assert bleu([["the", "cat", "runs", "on", "the", "grass"]], REFERENCES)[0] == pytest.approx(np.sqrt(6 / 6 * 3 / 5))


def test_a_short_text_loses_by_the_nearest_length_and_the_shorter_of_two():
    references = [["a", "b", "c", "d"], list("abcdefgh")]
    assert bleu([["a", "b", "c"]], references)[0] == pytest.approx(np.exp(1 - 4 / 3))
    assert bleu([list("abcdef")], references)[0] == pytest.approx(1.0)  # 4 and 8 are as near


def test_a_word_counts_at_most_as_often_as_in_one_reference():
    found = bleu([["a"] * 4], [["a", "a", "b", "b"], ["a", "b", "b", "b"]])[0]
    assert found == pytest.approx(np.sqrt(2 / 4 * 1 / 3))


@pytest.mark.parametrize("text", OF_NLTK)
def test_bleu_is_nltks(text):
    np.testing.assert_allclose(bleu([text.split()], REFERENCES), OF_NLTK[text], rtol=1e-12)


def test_self_bleu_leaves_out_the_text_itself():
    texts = [text.split() for text in list(OF_NLTK)[:3]]
    np.testing.assert_allclose(self_bleu(texts), np.mean(SELF_BLEU_OF_NLTK, axis=0), rtol=1e-12)


def test_equal_texts_are_each_others_references():
    np.testing.assert_allclose(self_bleu([list("abcdefg")] * 2), 1.0)
    np.testing.assert_array_equal(self_bleu([list("abcdefg"), list("hijklmn")]), 0.0)


def test_the_metric_reads_tokens_without_padding():
    words = {word: number for number, word in enumerate(sorted({w for r in REFERENCES for w in r} | {"zebra"}), 1)}

    def tokens(lines):
        return tf.constant([[words[word] for word in line] + [0] * (8 - len(line)) for line in lines], tf.int32)

    texts = [text.split() for text in list(OF_NLTK)[:3]]
    metric = metrics.BLEU(8)
    update = tf.function(metric.update, autograph=False, reduce_retracing=True)
    update(tokens(REFERENCES[:1]), {"sample": tokens(texts[:1])})
    update(tokens(REFERENCES[1:]), {"sample": tokens(texts[1:])})
    results = metric.result()
    names = [f"{kind}_{order}" for kind in ("bleu", "self_bleu") for order in (2, 3, 4, 5)]
    assert [result.metric for result in results] == names
    assert metric.name == names[0]
    expected = [*bleu(texts, REFERENCES), *self_bleu(texts)]
    assert [result.value for result in results] == pytest.approx(expected)
    assert {(result.n_real, result.n_fake, result.split) for result in results} == {(3, 3, "test")}
    every_token_a_word = metrics.BLEU(8, padding=None)
    every_token_a_word.update(tokens(REFERENCES), tokens(texts))
    assert every_token_a_word.result()[0].value != pytest.approx(expected[0])


def test_no_more_texts_are_kept_than_asked_for_and_too_few_are_refused():
    metric = metrics.BLEU(2, max_samples=2)
    metric.update(tf.constant([[1, 2]] * 3), tf.constant([[1, 2]] * 3))
    assert (metric.result()[0].n_real, metric.result()[0].n_fake) == (2, 2)
    metric.reset()
    metric.update(tf.constant([[1, 2]]), tf.constant([[1, 2]]))
    with pytest.raises(ValueError, match="1 real and 1 generated texts; expected at least 1 and 2"):
        metric.result()


def test_numbers_out_of_range_are_refused():
    with pytest.raises(ValueError, match="max_samples as an integer of at least 1"):
        metrics.BLEU(8, max_samples=0)
