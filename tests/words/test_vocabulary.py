"""Vocabulary: codes, labels, look-up."""

import pickle

import pytest

from zhaoshang import vocabulary
from zhaoshang.errors import UnknownCodeError
from zhaoshang.vocabulary import Stage, Term

LISTS = [
    each
    for each in (getattr(vocabulary, name) for name in vocabulary.__all__)
    if isinstance(each, type) and each is not Term
]


@pytest.mark.parametrize("words", LISTS, ids=lambda words: words.__name__)
def test_every_word_has_a_code_and_two_labels(words: type[Term]) -> None:
    """A code finds its word, and each word is said in both languages."""
    for word in words:
        assert words(str(word)) is word
        assert word.label("zh_TW") == word.zh != ""
        assert word.label("en") == word.en != ""
        assert pickle.loads(pickle.dumps(word)) is word  # noqa: S301 - our own bytes
    with pytest.raises(UnknownCodeError) as caught:
        words("nonsense")
    assert (caught.value.vocabulary, caught.value.code) == (words.__name__, "nonsense")
    assert caught.value.known == tuple(str(word) for word in words)


def test_stages_are_main_stages_ends_or_overlays() -> None:
    """The three kinds part the stages among them, and main stages come in order."""
    kinds = [(stage.is_main, stage.is_end, stage.is_overlay) for stage in Stage]
    assert all(sum(kind) == 1 for kind in kinds)
    assert [kind[0] for kind in kinds] == [True] * 11 + [False] * 10
    assert Stage.SIGNED.rank < Stage.STARTED.rank
    assert Stage("trial").is_overlay
    assert Stage("closed").is_end
