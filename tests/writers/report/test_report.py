"""What the report is made of, without a browser."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from extractor.record import Date, Record
from extractor.writers.report import write
from extractor.writers.report.articles import Placed
from extractor.writers.report.timeline import Timeline
from writers import hostile

TEXT = "Jean Dupont was jailed."


def page(*records: Record) -> str:
    return b"".join(write(records)).decode()


def data(made: str) -> dict[str, list[list[object]]]:
    (found,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', made, re.S)
    rows: dict[str, list[list[object]]] = json.loads(found)
    return rows


def test_no_records_make_no_page() -> None:
    assert list(write([])) == []


def test_only_its_own_script_and_style_work(port: Record) -> None:
    made = page(port)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="(.*?)"', made)
    assert "default-src 'none';" in policy
    assert "unsafe" not in policy
    for element in ("script", "style"):
        (inside,) = re.findall(rf"<{element}>(.*?)</{element}>", made, re.S)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}';" in policy
    assert not re.search(r"""(?:src|href|action)=["'](?!#)""", made)
    assert not re.search(r"@import|url\(|fetch\(|innerHTML|eval\(", made)


def test_the_same_records_make_the_same_page(samples: list[Record]) -> None:
    assert page(*samples) == page(*samples)


def test_the_heading_is_what_one_asks_for(port: Record) -> None:
    made = b"".join(write([port], "Spring & <summer>")).decode()
    assert "<title>Spring &amp; &lt;summer&gt;</title>" in made
    assert "<h1>Spring &amp; &lt;summer&gt;</h1>" in made


def test_what_overlaps_leads_to_the_mark_that_covers_it() -> None:
    record = hostile.record(TEXT).with_text(TEXT)
    inner = replace(record.sentences[0], start=5, end=11, text=TEXT[5:11])
    placed = Placed(7, replace(record, sentences=[inner]))
    assert placed.id(5) == placed.id(0) == "a7-0"
    assert data(page(placed.record))["sentences"][0][-1] == 0


def test_people_of_one_name_are_counted_together(samples: list[Record]) -> None:
    rows = {row[0]: row[2:5] for row in data(page(*samples, *samples))["people"]}
    once = {row[0]: row[2:5] for row in data(page(*samples))["people"]}
    assert rows == {name: [2 * count for count in counts] for name, counts in once.items()}
    assert max(counts[0] for counts in once.values()) == 1


def test_long_names_are_cut_and_the_text_is_not() -> None:
    long = "A" * 1_000
    made = page(hostile.record(long).with_text(long))
    assert "A" * 301 not in made
    assert re.sub("<wbr>", "", made).count(long) == 1


# The time line


def dated(*values: str) -> Record:
    record = hostile.record(TEXT).with_text(TEXT)
    dates = [Date(f"d{n}", value, value, "day", False, 0, 4, "rule:day") for n, value in enumerate(values)]
    return replace(record, people=[], courts=[], cases=[], sentences=[], dates=dates)


def picture(*values: str) -> str:
    timeline = Timeline()
    timeline.add(Placed(1, dated(*values)))
    return timeline.picture()


def test_nothing_dated_makes_no_picture() -> None:
    assert picture() == picture("XXXX-03-11", "soon") == ""


def test_a_period_is_as_long_as_it_is() -> None:
    (width,) = re.findall(r'<rect [^>]*width="([\d.]+)"', picture("2010/2019"))
    (day,) = re.findall(r'<rect [^>]*width="([\d.]+)"', picture("2010-05-04"))
    assert float(width) > 800 > float(day)


@pytest.mark.parametrize("spread", [0, 1, 40, 400, 4_000, 400_000, 3_000_000])
@pytest.mark.parametrize("count", [1, 10, 61, 2_000])
def test_everything_is_within_the_picture(spread: int, count: int) -> None:
    days = (date(1, 1, 1) + timedelta(days=n * spread // count + 500_000 * (spread < 500_000)) for n in range(count))
    made = picture(*(day.isoformat() for day in days))
    places = [
        (float(x), float(width)) for x, width in re.findall(r'<rect [^>]*x="([-\d.]+)" y[^>]*width="([\d.]+)"', made)
    ]
    assert places
    assert all(x >= 0 and x + width <= 960 for x, width in places)
    assert 1 <= made.count('class="tick"') <= 10


def test_the_last_of_all_years() -> None:
    assert "9999-12-31" in picture("9999")
    assert "dates" in picture(*["9999"] * 100)


def test_marks_and_their_words_do_not_overlap() -> None:
    made = picture(*(f"2024-03-{day:02}" for day in range(1, 29)))
    rows = re.findall(r'<rect x="([\d.]+)" y="(\d+)"', made)
    assert len(rows) == 28 == len(set(rows))
    assert len({y for _, y in rows}) > 3


def test_the_few_that_are_far_away_get_no_room_of_their_own() -> None:
    values = ["1066", *(f"20{n % 20:02}" for n in range(300))]
    made = picture(*values)
    assert "until 2000: 0 sentences, 16 dates" in made
    assert "data-from" not in re.findall(r"<a [^>]*>", made)[0]
    counts = [int(n) for n in re.findall(r"sentences, (\d+) dates<", made)]
    assert sum(counts) == 301


def test_what_has_no_day_is_counted() -> None:
    timeline = Timeline()
    timeline.add(Placed(1, dated("2024", "XXXX-03-11")))
    assert timeline.without == 1
