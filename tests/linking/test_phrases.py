"""Offences cut out of the words behind a cue: where they end, how a list is split."""

from __future__ import annotations

import pytest

from extractor.linking.phrases import is_sure, named_in, phrases_of

PHRASES = [
    ("fraud.", ["fraud"]),
    ("fraud on Monday", ["fraud"]),
    ("fraud by a court in Paris", ["fraud"]),
    ("two counts of fraud", ["fraud"]),
    ("fraud charges", ["fraud"]),
    ("a firearm offence", ["firearm offence"]),
    ("embezzlement, money laundering and using false documents", ["embezzlement", "money laundering", "using false documents"]),
    ("abuse of office and irregular procurement", ["abuse of office", "irregular procurement"]),
    ("rape, robbery with violence and possession of a firearm", ["rape", "robbery with violence", "possession of a firearm"]),
    # what belongs together
    ("the murder of Ann Lee and Tom Baker", ["murder of Ann Lee and Tom Baker"]),
    ("trafficking in cocaine and heroin", ["trafficking in cocaine and heroin"]),
    ("making and selling pills", ["making and selling pills"]),
    ("defaming the king and the holy books", ["defaming the king and the holy books"]),
    ("defrauding clients, accusing partners of lying and also forging cheques", ["defrauding clients", "accusing partners of lying", "forging cheques"]),
    ("taking $10,000 (about £8,000) in bribes", ["taking $10,000 (about £8,000) in bribes"]),
    # the court goes on
    ("fraud and fined her $500", ["fraud"]),
    ("fraud and was also fined", ["fraud"]),
    ("fraud, calling it a grave breach of trust", ["fraud"]),
    ("fraud, lives in a village", ["fraud"]),
    ("fraud gets six years", ["fraud"]),
    ("fraud for he could not explain his income", ["fraud"]),
    # none
    ("the former mayor", []),
    ("six years", []),
    ("leniency", []),
    ("Ann Lee", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("words", "phrases"), PHRASES, ids=[words for words, _ in PHRASES])
def test_phrases(words: str, phrases: list[str]) -> None:
    assert phrases_of(words) == phrases


@pytest.mark.parametrize(("words", "phrases"), PHRASES, ids=[words for words, _ in PHRASES])
def test_a_phrase_stands_in_the_words(words: str, phrases: list[str]) -> None:
    assert all(phrase in words for phrase in phrases_of(words))


@pytest.mark.parametrize(
    "phrase", ["fraud", "stealing a car", "violent robbery of a bank", "Tax Evasion", "hunting offence"]
)
def test_sure(phrase: str) -> None:
    assert is_sure(phrase)


@pytest.mark.parametrize("phrase", ["the former mayor", "atheism on Twitter", "remorse", "Ann Lee"])
def test_not_sure(phrase: str) -> None:
    assert not is_sure(phrase)


def test_names_of_offences_from_left_to_right_the_longest_at_each_place() -> None:
    words = "a case of Drug Trafficking, theft and İ fraud"  # a letter that is two in lower case moves nothing
    assert [words[start:end] for start, end in named_in(words)] == ["Drug Trafficking", "theft", "fraud"]
    assert not any(named_in("a fine day"))
