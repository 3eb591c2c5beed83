"""Entities of many texts at once: what spaCy's own decoder finds, in a fraction of its time.

spaCy's decoder goes from token to token and, as it is compiled, takes the interpreter's lock for each move that it
weighs. Yet all that its scores depend on is the token and, within an entity, where that began and with which label
(`set_context_tokens` in spaCy's `_state.pxd`). So here all tokens are first scored as if outside of entities; then
whatever begins an entity is followed token by token, all of them side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span
from thinc.api import NumpyOps

if TYPE_CHECKING:
    from spacy.language import Language

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]
Entity = tuple[int, int, str]
"""First token, end, label."""

_SHAPE = (3, 2)
"""Features of a state, and pieces: the token; within an entity also the entity's first token, and the token before."""


def decode_at_once(nlp: Language) -> None:
    """Have the entities that spaCy's own recognizers would find in `nlp` found by `AtOnce`, in their place."""
    for name, pipe in nlp.pipeline:
        if type(pipe) is EntityRecognizer:
            nlp.add_pipe("ner_at_once", f"{name}_at_once", after=name, config={"recognizer": name})
            nlp.disable_pipe(name)


class AtOnce:
    """A component that does the work of one of spaCy's recognizers, or has it done where this decoder does not hold."""

    def __init__(self, recognizer: EntityRecognizer) -> None:
        """For a recognizer that is in the pipeline, disabled."""
        self._recognizer = recognizer

    def __call__(self, doc: Doc) -> Doc:
        """The document, its entities set."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        """The documents in order, their entities set."""
        waiting = iter(docs)
        while batch := list(islice(waiting, batch_size)):
            if self._holds(batch):
                yield from self._with_entities(batch)
            else:
                yield from self._recognizer.pipe(batch, batch_size=batch_size)

    def _with_entities(self, docs: list[Doc]) -> Iterator[Doc]:
        recognizer = self._recognizer
        moves = Moves.of([recognizer.moves.get_class_name(number) for number in range(recognizer.moves.n_moves)])
        entities = _entities(Tokens.of(docs, recognizer.model), moves)
        for doc, own in zip(docs, _of_documents(docs, entities), strict=True):
            doc.set_ents([Span(doc, *entity) for entity in own], default="outside")
            yield doc

    def _holds(self, docs: list[Doc]) -> bool:
        """False if entities have to keep to something known before, or if the network is of another shape."""
        model = self._recognizer.model
        lower = model.get_ref("lower")
        return (
            self._recognizer.cfg["beam_width"] == 1
            and model.attrs["has_upper"]
            and not model.attrs["unseen_classes"]
            and (lower.get_dim("nF"), lower.get_dim("nP")) == _SHAPE
            and isinstance(model.ops, NumpyOps)
            and any(len(doc) for doc in docs)
            and not any(doc.has_annotation("SENT_START") or doc.has_annotation("ENT_IOB") for doc in docs)
        )


class Moves(NamedTuple):
    """Numbers of the model's moves by what they do, in the order of `labels`."""

    labels: list[str]
    begin: Indices
    inside: Indices
    last: Indices
    whole: Indices
    outside: Indices

    @classmethod
    def of(cls, names: Sequence[str]) -> Moves:
        """From spaCy's names for them, "B-PERSON" and so on."""
        labels = [name[2:] for name in names if name.startswith("B-")]
        begin, inside, last, whole = (np.array([names.index(f"{move}-{label}") for label in labels]) for move in "BILU")
        return cls(labels, begin, inside, last, whole, np.array([names.index("O")]))


class Tokens(NamedTuple):
    """The tokens of all documents in a row, as the model sees them."""

    is_space: Flags
    is_final: Flags
    """The last of its document."""
    parts: Floats
    """Shape (tokens, features, hidden, pieces): what a token adds to a state as each of its features."""
    absent: Floats
    """Shape (features, hidden, pieces): what is added where a state has no such token."""
    bias: Floats
    weights: Floats
    """Shape (moves, hidden)."""
    biases: Floats

    @classmethod
    def of(cls, docs: Sequence[Doc], model: Any) -> Tokens:
        """As the layers of the network work them out."""
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        parts = lower.predict(model.get_ref("tok2vec").predict(docs))
        is_space = np.concatenate([doc.to_array("IS_SPACE") for doc in docs]).astype(bool)
        is_final = np.zeros(len(is_space), dtype=bool)
        is_final[np.cumsum([len(doc) for doc in docs if len(doc)]) - 1] = True
        weights = lower.get_param("b"), upper.get_param("W"), upper.get_param("b")
        return cls(is_space, is_final, parts[1:], parts[0], *weights)

    def hidden(self, first: Floats, second: Floats, third: Floats) -> Floats:
        """The hidden layer of states with these features."""
        return np.asarray((first + second + third + self.bias).max(axis=-1))

    def score(self, hidden: Floats, moves: Indices) -> Floats:
        """For each state the score of its own move."""
        return np.asarray(np.einsum("sh,sh->s", hidden, self.weights[moves]) + self.biases[moves])


def _entities(tokens: Tokens, moves: Moves) -> list[Entity]:
    """All that are entities if no other runs into them, by their first tokens."""
    count = len(moves.labels)
    free = np.concatenate([moves.begin, moves.whole, moves.outside])
    hidden = tokens.hidden(tokens.parts[:, 0], tokens.absent[1], tokens.absent[2])
    scores = hidden @ tokens.weights[free].T + tokens.biases[free]
    scores[tokens.is_final, :count] = -np.inf
    scores[tokens.is_space, : 2 * count] = -np.inf
    best = scores.argmax(axis=1)
    ends = np.arange(1, len(best) + 1)
    begun = np.flatnonzero(best < count)
    ends[begun] = _ends(tokens, moves, begun, best[begun])
    found = np.flatnonzero(best < 2 * count)
    return [(first, ends[first], moves.labels[best[first] % count]) for first in found.tolist()]


def _ends(tokens: Tokens, moves: Moves, begun: Indices, labels: Indices) -> Indices:
    """Where the entities end that begin at these tokens with these labels."""
    ends = np.zeros_like(begun)
    going = np.arange(len(begun))
    at = begun + 1
    while len(going):
        label = labels[going]
        hidden = tokens.hidden(tokens.parts[at, 0], tokens.parts[begun[going], 1], tokens.parts[at - 1, 2])
        closed = tokens.score(hidden, moves.inside[label]) < tokens.score(hidden, moves.last[label])
        closed |= tokens.is_final[at]
        ends[going[closed]] = at[closed] + 1
        going, at = going[~closed], at[~closed] + 1
    return ends


def _of_documents(docs: Sequence[Doc], entities: list[Entity]) -> Iterator[list[Entity]]:
    """The entities of each document, counted from its first token; what begins within another is left out."""
    waiting = iter(entities)
    entity = next(waiting, None)
    first = reached = 0
    for doc in docs:
        own = []
        while entity and entity[0] < first + len(doc):
            if entity[0] >= reached:
                own.append((entity[0] - first, entity[1] - first, entity[2]))
                reached = entity[1]
            entity = next(waiting, None)
        first += len(doc)
        yield own
