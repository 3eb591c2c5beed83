"""Which mentions stay where a format has one label for each token."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from extractor.gold.model import LISTS, Mark
from extractor.gold.sheets import Region
from extractor.mention import Mention, without_overlaps

_Placed = TypeVar("_Placed", Region, Mark)


def flat(placed: Iterable[_Placed]) -> list[_Placed]:
    """Regions or marks without overlaps, in text order, by the rule that the extractor itself goes by."""
    mentions = (Mention(LISTS[one.kind], one.start, one.end, "", "", value=one) for one in placed)
    return [mention.value for mention in without_overlaps(mentions)]
