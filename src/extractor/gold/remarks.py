"""What is passed over in a file: each thing once, with how often it happened."""

from __future__ import annotations

from collections import Counter

from extractor.gold.sheets import Tell


class Remarks(Counter[str]):
    """Clauses, counted."""

    def told(self, place: str, tell: Tell) -> None:
        """Tell them all, with the place."""
        for what, times in self.items():
            tell(f"{place}: {what} ({times} time{'s' * (times > 1)})")
