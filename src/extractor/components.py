"""The finders as spaCy components, registered through entry points: `nlp.add_pipe("court_finder")`.

spaCy imports this module whenever it makes a pipeline, so the finders themselves load only when one is added.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

Component = Callable[[Doc], Doc]

COMPONENTS = ("sentence_finder", "date_finder", "court_finder", "case_finder", "people_finder")
"""In the order in which they run: the people finder looks at what the others hold."""


@Language.factory("ner_at_once", default_config={"recognizer": "ner"})
def ner_at_once(nlp: Language, name: str, recognizer: str) -> Component:
    """Does the work of the recognizer of that name, faster: fills `doc.ents`."""
    from extractor.decoding import AtOnce

    return AtOnce(nlp.get_pipe(recognizer))


@Language.factory("sentence_finder")
def sentence_finder(nlp: Language, name: str) -> Component:
    """Finds penal sentences: fills `doc.spans["sentences"]`."""
    from extractor.finders.sentences import sentence_finder as component

    return component


@Language.factory("date_finder")
def date_finder(nlp: Language, name: str) -> Component:
    """Finds calendar expressions: fills `doc.spans["dates"]`."""
    from extractor.finders.dates import date_finder as component

    return component


@Language.factory("court_finder")
def court_finder(nlp: Language, name: str) -> Component:
    """Finds courts: fills `doc.spans["courts"]`."""
    from extractor.finders.courts import court_finder as component

    return component


@Language.factory("case_finder")
def case_finder(nlp: Language, name: str) -> Component:
    """Finds names of cases: fills `doc.spans["cases"]`."""
    from extractor.finders.cases import case_finder as component

    return component


@Language.factory("people_finder", requires=["doc.ents"])
def people_finder(nlp: Language, name: str) -> Component:
    """Finds people: fills `doc.spans["people"]`. It wants a model's entities in `doc.ents`."""
    from extractor.finders.people import people_finder as component

    return component
