"""An entity in the making: the mentions that were found to mean the same."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.mention import Mention


@dataclass(eq=False)
class Entity:
    """One person, court or case. `roles` is filled for people only."""

    mentions: list[Mention] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)

    @property
    def forms(self) -> list[str]:
        """The different wordings, in order of first use; forms that differ only in capitals count once."""
        seen: dict[str, str] = {}
        for mention in self.mentions:
            key = mention.text.casefold()
            if key not in seen or (seen[key].isupper() and not mention.text.isupper()):
                seen[key] = mention.text
        return list(seen.values())

    @property
    def name(self) -> str:
        """The fullest form: most different words, then most letters of them, then first."""

        def fullness(form: str) -> tuple[int, int]:
            words = dict.fromkeys(form.split())
            return len(words), sum(map(len, words))

        return max(self.forms, key=fullness)

    @property
    def aliases(self) -> list[str]:
        """The other forms."""
        name = self.name
        return [form for form in self.forms if form != name]
