"""An entity in the making: the mentions that were found to mean the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from extractor.mention import Mention

_ARTICLES = frozenset({"al", "el", "ul"})
"""No words of their own: "Abd El Fattah" is no fuller than "Abdel Fattah"."""


@dataclass(eq=False)
class Entity:
    """One person, court or case. `roles` is filled for people only.

    `wordings` are the different texts of the mentions, each with the first mention that has it. The names are
    worked out once, when all mentions are in.
    """

    mentions: list[Mention] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    wordings: dict[str, Mention] = field(default_factory=dict)

    def add(self, mention: Mention) -> None:
        """Take in one more mention."""
        self.mentions.append(mention)
        self.wordings.setdefault(mention.text, mention)

    @cached_property
    def forms(self) -> list[str]:
        """The different wordings, in order of first use; forms that differ only in capitals count once."""
        seen: dict[str, str] = {}
        for text in sorted(self.wordings, key=lambda text: self.wordings[text].start):
            key = text.casefold()
            if key not in seen or (seen[key].isupper() and not text.isupper()):
                seen[key] = text
        return list(seen.values())

    @cached_property
    def name(self) -> str:
        """The fullest form: most different words, then the one used most, then most letters, then first."""
        uses = Counter(mention.text.casefold() for mention in self.mentions)

        def fullness(form: str) -> tuple[int, bool, int, int]:
            words = [word for word in form.split() if word.casefold() not in _ARTICLES]
            different = dict.fromkeys(words)
            return len(different), len(words) > 1, uses[form.casefold()], sum(map(len, different))

        return max(self.forms, key=fullness)

    @property
    def aliases(self) -> list[str]:
        """The other forms."""
        return [form for form in self.forms if form != self.name]
