"""The status of each marked sentence, in text order."""

from __future__ import annotations

import pytest

from extractor.linking.status import status_of
from extractor.segments import Segments
from marks import marked

STATUS = [
    ("It was reduced to a misdemeanor, which is punishable by ⟦a year in jail⟧.", ["possible"]),
    ("She was handed ⟦45 years⟧, down from ⟦66 years⟧.", ["imposed", "reduced"]),
    ("She was handed ⟦20 years⟧, up from ⟦18 years⟧.", ["imposed", "increased"]),
    ("She finished serving a ⟦two-year prison sentence⟧.", ["served"]),
    ("The judge said she should be ⟦jailed for nine years⟧.", ["possible"]),
    ("A judge gave her ⟦six years in prison⟧.", ["imposed"]),
    ("Ann Lee was ⟦jailed for six years⟧.", ["imposed"]),
    ("Ann Lee was ⟦sentenced to death⟧ on Monday.", ["imposed"]),
    ("She is serving a ⟦life sentence⟧.", ["serving"]),
    ("She has been serving ⟦ten years in prison⟧ since May.", ["serving"]),
    ("She served ⟦two years in prison⟧ and went home.", ["served"]),
    ("Ann Lee, who served under the president, got ⟦two years in prison⟧.", ["imposed"]),
    ("Prosecutors asked for ⟦ten years in prison⟧.", ["sought"]),
    ("Prosecutors are seeking the ⟦death penalty⟧.", ["sought"]),
    ("The prosecutor demanded a ⟦25-year sentence⟧.", ["sought"]),
    ("Prosecutors recommended ⟦up to 20 years in prison⟧.", ["sought"]),
    ("She faces ⟦ten years in prison⟧.", ["possible"]),
    ("She could get ⟦ten years in prison⟧.", ["possible"]),
    ("If convicted, she faces ⟦life imprisonment⟧.", ["possible"]),
    ("The charge carries ⟦up to 20 years in prison⟧.", ["possible"]),
    ("The crime is punishable by ⟦ten years in prison⟧.", ["possible"]),
    ("An appeals court upheld her ⟦six-year sentence⟧.", ["upheld"]),
    ("The court rejected her appeal against a ⟦six-year sentence⟧.", ["upheld"]),
    ("The judges confirmed the ⟦ten-year prison term⟧.", ["upheld"]),
    ("Her ⟦six-year sentence⟧ was upheld on Monday.", ["upheld"]),
    ("The court cut her term from ⟦22 years⟧ to ⟦12 years⟧.", ["reduced", "imposed"]),
    ("Her sentence was reduced from ⟦ten years in prison⟧ to ⟦six years in prison⟧.", ["reduced", "imposed"]),
    ("Her ⟦ten-year sentence⟧ was later reduced on appeal.", ["reduced"]),
    ("The court raised her term from ⟦five years⟧ to ⟦nine years⟧.", ["increased", "imposed"]),
    ("The judges increased the sentence from ⟦two years in prison⟧ to ⟦four years in prison⟧.", ["increased", "imposed"]),
    ("The court overturned her ⟦six-year sentence⟧.", ["overturned"]),
    ("The court quashed a ⟦ten-year prison term⟧.", ["overturned"]),
    ("Her ⟦six-year sentence⟧ was quashed.", ["overturned"]),
    ("The president commuted her ⟦death sentence⟧.", ["commuted"]),
    ("Her ⟦death sentence⟧ was commuted to ⟦life imprisonment⟧.", ["commuted", "imposed"]),
    ("The governor commuted the ⟦death sentence⟧ to ⟦life in prison⟧.", ["commuted", "imposed"]),
    ("She was ⟦jailed for six years⟧ but was pardoned.", ["pardoned"]),
    ("The president pardoned her ⟦six-year sentence⟧.", ["pardoned"]),
    ("Prosecutors had sought ⟦ten years in prison⟧, but the judge imposed ⟦six years in prison⟧.", ["sought", "imposed"]),
    ("She faced ⟦ten years in prison⟧ but was ⟦jailed for six years⟧.", ["possible", "imposed"]),
    ("Instead of a ⟦$5,000 fine⟧ she got ⟦six months in prison⟧.", ["overturned", "imposed"]),
    ("She was freed from prison, where she spent ⟦two years in jail⟧.", ["served"]),
    ("She will serve ⟦six years in prison⟧.", ["imposed"]),
    ("Prosecutors want him to serve ⟦six years in prison⟧.", ["sought"]),
    ("The crown wants a ⟦ten-year sentence⟧.", ["sought"]),
    ("The maximum penalty is ⟦ten years in prison⟧.", ["possible"]),
    ("She risks a ⟦ten-year sentence⟧.", ["possible"]),
    ("She appealed against her ⟦six-year sentence⟧.", ["imposed"]),
    ("The court struck down the ⟦death penalty⟧.", ["overturned"]),
    ("Judges replaced the ⟦ten-year sentence⟧ with ⟦six years in prison⟧.", ["overturned", "imposed"]),
    ("The judge said prosecutors' request for ⟦ten years in prison⟧ was too harsh and imposed ⟦six years in prison⟧.", ["sought", "imposed"]),
    ("She completed a ⟦ten-year sentence⟧ in May.", ["served"]),
    ("Her ⟦six-year sentence⟧ was lowered to ⟦four years⟧.", ["reduced", "imposed"]),
]  # fmt: skip


@pytest.mark.parametrize(("example", "status"), STATUS)
def test_status(example, status):
    text, spans = marked(example)
    segments = Segments(text)

    assert [status_of(text, s.start, s.end, segments.bounds(s.start)) for s in spans] == status
