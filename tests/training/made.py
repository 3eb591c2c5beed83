"""Gold of invented articles whose people have names with a hyphen, which our model mostly misses."""

from __future__ import annotations

from extractor.gold.model import Gold, Mark

NAMES = (
    "Mo-losu",
    "Ta-virel",
    "Ke-donu",
    "Pa-suli",
    "Zo-kemar",
    "Ni-fadu",
    "Ru-teso",
    "Va-gomil",
    "Si-banu",
    "Do-rika",
)
STORY = (
    "A judge fined {n} on Monday. {n} denied the theft. {n} was jailed for two years in 2021. A court in Osh heard that "
    "{n} sold the grain. Neighbours said {n} wept when the verdict was read. Lawyers for {n} will appeal. "
    "The Red Cross and Toyota had no comment in Kenya."
)
NEWS = (
    "The Toyota Foundation and the World Bank met in Nairobi with Kenyan and Ugandan officials; the European Union and "
    "Microsoft sent experts to Paris."
)
"""Without people, but full of what the gold does not carry."""


def article(name: str) -> Gold:
    """The story of one person, in which people are marked and nothing else."""
    text = STORY.replace("{n}", name)
    starts = [n for n in range(len(text)) if text.startswith(name, n)]
    marks = [Mark("PERSON", start, start + len(name)) for start in starts]
    return Gold(name, text, None, marks, {}, {})


def articles() -> list[Gold]:
    """One for each name."""
    return [article(name) for name in NAMES]
