"""Which mentions stay where a format has one label for each token."""

from __future__ import annotations

from extractor.gold.model import LISTS
from extractor.gold.sheets import Region, Sheet
from extractor.mention import Mention, without_overlaps


def flat(sheet: Sheet) -> list[Region]:
    """The regions without overlaps, in text order, by the rule that the extractor itself goes by."""
    mentions = (
        Mention(LISTS[region.kind], region.start, region.end, sheet.words(region), "", value=region)
        for region in sheet.regions
    )
    return [mention.value for mention in without_overlaps(mentions)]
