"""Training a model further on a user's own gold, so that it unlearns as little as can be of what it knew.

Three things keep the rest: the labels that the gold does not carry are learned from the model's own predictions
(`examples`); the steps become smaller to the end; and each weight of the result lies between what it was and what
training made of it (`_SHARE`), which costs little of what was learned and gives back most of what was forgotten.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.training.batchers import minibatch_by_words
from thinc.api import Adam, Model, fix_random_seed

from extractor.errors import ExtractorError
from extractor.evaluation.alone import predict_alone
from extractor.evaluation.scoring import Scores, score
from extractor.gold.model import KINDS, Gold, Kind
from extractor.models import NER
from extractor.pipeline import one_blas_thread
from extractor.training.examples import examples

LEAST_ARTICLES, LEAST_PEOPLE = 3, 20
"""To train on. With fewer there is nothing to learn but their names."""

_SHARE = 0.6
"""Of the trained weights in the result; the rest is of those before. A model that had to get new labels is all trained,
because before it knew nothing of them."""
_RATE = 0.001
_WORDS = 400
_DROPOUT = 0.2

Key = tuple[int, str]
Params = dict[Key, Any]


class Untrainable(ExtractorError):
    """There is too little gold, or the model cannot learn from it."""


@dataclass(frozen=True)
class Plan:
    """How to train. `held_out` is the share of the articles that are not trained on but measured."""

    epochs: int = 10
    seed: int = 0
    held_out: float = 0.2


class Epoch(NamedTuple):
    """How good the model is on the held out articles behind an epoch, for number 0 before all of them.

    The scores are None if nothing is held out; `kinds` are those that the gold carries.
    """

    number: int
    of: int
    kinds: tuple[Kind, ...]
    scores: Scores | None


class Tuned(msgspec.Struct, frozen=True):
    """What came of it. The model itself is the one that was given. Scores are None if nothing was held out."""

    kinds: tuple[Kind, ...]
    trained_on: list[Gold]
    held_out: list[Gold]
    before: Scores | None
    after: Scores | None


def fine_tune(nlp: Language, golds: Iterable[Gold], plan: Plan, on_epoch: Callable[[Epoch], None]) -> Tuned:
    """Train `nlp`, in place, on all but the held out articles. The same gold and plan give the same weights.

    `on_epoch` is told of each epoch. Nothing is chosen by its figures, so that they are those of unread articles.
    Raises `Untrainable`.
    """
    train, held_out = split(golds, plan)
    kinds = carried(train)
    _check(train, kinds)
    with one_blas_thread():
        before = after = _measured(nlp, held_out)
        on_epoch(Epoch(0, plan.epochs, kinds, before))
        for number in _epochs(nlp, train, kinds, plan):
            after = _measured(nlp, held_out)
            on_epoch(Epoch(number, plan.epochs, kinds, after))
    return Tuned(kinds, train, held_out, before, after)


def split(golds: Iterable[Gold], plan: Plan) -> tuple[list[Gold], list[Gold]]:
    """The articles to train on, and those held out. One of two with the same text is left out."""
    once = {gold.text: gold for gold in golds}
    articles = [once[text] for text in sorted(once)]
    random.Random(plan.seed).shuffle(articles)
    count = max(1, round(plan.held_out * len(articles))) if plan.held_out else 0
    return articles[count:], articles[:count]


def carried(golds: Iterable[Gold]) -> tuple[Kind, ...]:
    """The kinds that are marked anywhere in the gold: of these it tells all."""
    there = {mark.kind for gold in golds for mark in gold.marks if not mark.optional}
    return tuple(kind for kind in KINDS if kind in there)


def _check(train: list[Gold], kinds: tuple[Kind, ...]) -> None:
    """Raises `Untrainable` for what nothing good comes of."""
    people = sum(mark.kind == "PERSON" and not mark.optional for gold in train for mark in gold.marks)
    if train and "PERSON" not in kinds:
        raise Untrainable("no PERSON is marked in the gold, and the extractor needs the model for people; mark them")
    if len(train) < LEAST_ARTICLES or people < LEAST_PEOPLE:
        raise Untrainable(
            f"too little gold to train on: {len(train)} articles with {people} mentions of people, after those held"
            f" out; it takes {LEAST_ARTICLES} articles with {LEAST_PEOPLE}, and does well with 30 articles"
        )


def _measured(nlp: Language, golds: list[Gold]) -> Scores | None:
    return score(golds, dict(predict_alone(golds, nlp))) if golds else None


def _epochs(nlp: Language, golds: list[Gold], kinds: tuple[Kind, ...], plan: Plan) -> Iterator[int]:
    """Train; behind each epoch, while its number is yielded, the weights are those of a result."""
    fix_random_seed(plan.seed)
    lessons = [lesson for gold in golds for lesson in examples(nlp, gold, frozenset(kinds))]
    share = 1 if _add_labels(nlp, kinds) else _SHARE
    optimizer = Adam(_RATE, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    before = {key: node.get_param(key[1]).copy() for key, node in _nodes(nlp)}
    rng = random.Random(plan.seed)
    between: Params = {}
    for epoch in range(1, plan.epochs + 1):
        optimizer.learn_rate = _RATE * (1 - (epoch - 1) / plan.epochs)
        rng.shuffle(lessons)
        for batch in minibatch_by_words(lessons, size=_WORDS):
            nlp.update(batch, drop=_DROPOUT, sgd=optimizer)
        between = {key: share * new + (1 - share) * before[key] for key, new in optimizer.averages.items()}
        with nlp.use_params(between):
            yield epoch
    for key, node in _nodes(nlp):
        if key in between:
            node.set_param(key[1], between[key])


def _add_labels(nlp: Language, kinds: tuple[Kind, ...]) -> bool:
    """Let the model label all kinds. True if it could not before."""
    finders = [pipe for name, pipe in nlp.pipeline if nlp.get_pipe_meta(name).factory in NER]
    added = [pipe.add_label(kind) for pipe in finders for kind in kinds if isinstance(pipe, TrainablePipe)]
    return any(added)


def _nodes(nlp: Language) -> Iterator[tuple[Key, Model[Any, Any]]]:
    """The weights of all components that have some, each by the key of the optimizer, with the layer that holds it."""
    for _, pipe in nlp.pipeline:
        for node in pipe.model.walk() if isinstance(pipe, TrainablePipe) else ():
            for name in node.param_names:
                if node.has_param(name):
                    yield (node.id, name), node
