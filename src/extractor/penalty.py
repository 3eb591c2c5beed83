"""A penalty: the kind and the size that the words of a penal sentence state."""

from __future__ import annotations

from typing import Literal

import msgspec

from extractor.quantities import Money

PenaltyKind = Literal[
    "imprisonment", "life imprisonment", "death", "suspended imprisonment", "probation", "supervised release", "fine",
    "community service", "house arrest", "disqualification", "restitution", "discharge", "corporal punishment", "other",
]  # fmt: skip

Status = Literal[
    "imposed", "serving", "served", "sought", "possible", "upheld", "reduced", "increased", "overturned", "commuted",
    "pardoned",
]  # fmt: skip


class Penalty(msgspec.Struct, frozen=True):
    """`term` is an ISO 8601 duration, or a range or bound of two ("P15Y/P20Y", "../P20Y"); `amount` a sum.

    `amount_text` keeps the words of the sum, so that its currency can be settled once the country is known.
    """

    kind: PenaltyKind
    term: str | None = None
    amount: Money | None = None
    amount_text: str | None = None
