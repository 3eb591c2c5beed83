"""What the linkers look at: the text, its segments, and the mentions in each, with whom they mean."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from extractor.linking.entity import Entity
from extractor.mention import Mention
from extractor.segments import Segments


class View:
    """One article as the linkers see it."""

    def __init__(
        self,
        text: str,
        segments: Segments,
        people: Sequence[Entity],
        courts: Sequence[Entity],
        dates: list[Mention],
        sentences: list[Mention],
    ) -> None:
        """Index the mentions of people, courts and dates by offset."""
        self.text = text
        self.segments = segments
        self.people = sorted(((m, p) for p in people for m in p.mentions), key=lambda pair: pair[0].start)
        self.courts = sorted(((m, c) for c in courts for m in c.mentions), key=lambda pair: pair[0].start)
        self.dates = dates
        self.sentences = sentences
        self._people_starts = [m.start for m, _ in self.people]
        self._court_starts = [m.start for m, _ in self.courts]
        self._date_starts = [m.start for m in self.dates]
        self._sentence_starts = [m.start for m in self.sentences]

    @cached_property
    def everyone(self) -> list[Entity]:
        """The people, each once, in order of mention."""
        return list(dict.fromkeys(person for _, person in self.people))

    @cached_property
    def every_court(self) -> list[Entity]:
        """The courts, each once, in order of mention."""
        return list(dict.fromkeys(court for _, court in self.courts))

    def people_between(self, start: int, end: int) -> list[tuple[Mention, Entity]]:
        """The mentions of people that begin in `[start, end)`, with the person."""
        return self.people[bisect_left(self._people_starts, start) : bisect_left(self._people_starts, end)]

    def courts_between(self, start: int, end: int) -> list[tuple[Mention, Entity]]:
        """The mentions of courts that begin in `[start, end)`, with the court."""
        return self.courts[bisect_left(self._court_starts, start) : bisect_left(self._court_starts, end)]

    def dates_between(self, start: int, end: int) -> list[Mention]:
        """The dates that begin in `[start, end)`."""
        return self.dates[bisect_left(self._date_starts, start) : bisect_left(self._date_starts, end)]

    def sentences_between(self, start: int, end: int) -> list[Mention]:
        """The penal sentences that begin in `[start, end)`."""
        return self.sentences[bisect_left(self._sentence_starts, start) : bisect_left(self._sentence_starts, end)]
