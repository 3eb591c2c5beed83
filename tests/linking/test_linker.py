"""The record of a whole article: references, dates, courts, warnings."""

from __future__ import annotations

import hashlib

import pytest

ARTICLE = (
    "LISBON, March 15, 2024 - The Supreme Court of Justice on Tuesday upheld the nine-year prison term of Marta "
    "Oyelaran, who was convicted of bribery in 2022.\n\n"
    "Oyelaran had appealed. Prosecutors had asked for 12 years in prison."
)


@pytest.fixture(scope="module")
def record(ex):
    return ex.extract(ARTICLE)


def test_the_document(record):
    document = record.document

    assert (document.date, document.date_from) == ("2024-03-15", "dateline")
    assert document.characters == len(ARTICLE)
    assert document.words == len(ARTICLE.split())
    assert document.sha256 == hashlib.sha256(ARTICLE.encode()).hexdigest()


def test_the_person_has_one_record(record):
    (person,) = record.people

    assert (person.id, person.name, person.aliases) == ("p1", "Marta Oyelaran", ["Oyelaran"])
    assert [m.text for m in person.mentions] == ["Marta Oyelaran", "Oyelaran"]


def test_the_court_and_the_day_of_the_sentence(record):
    sentence = record.sentences[0]

    assert (sentence.text, sentence.kind, sentence.term, sentence.status) == (
        "nine-year prison term", "imprisonment", "P9Y", "upheld",
    )  # fmt: skip
    assert sentence.court.name == "Supreme Court of Justice"
    assert sentence.date.value == "2024-03-12"
    assert (sentence.people, sentence.names) == (["p1"], ["Marta Oyelaran"])
    assert sentence.offences == ["bribery"]


def test_the_dates_are_resolved_against_the_dateline(record):
    assert [(d.text, d.value, d.precision) for d in record.dates] == [
        ("March 15, 2024", "2024-03-15", "day"),
        ("Tuesday", "2024-03-12", "day"),
        ("2022", "2022", "year"),
    ]


def test_what_prosecutors_asked_for_is_sought(record):
    assert record.sentences[1].status == "sought"


def test_no_warning_where_every_date_has_a_value(record):
    assert record.warnings == []


def test_a_warning_where_the_articles_date_is_not_known(ex):
    record = ex.extract("A court jailed Ann Lee for six years on Tuesday.")

    assert record.dates[0].value is None
    assert len(record.warnings) == 1
    assert "--date" in record.warnings[0]


def test_a_date_given_wins_over_the_dateline(ex):
    document = ex.extract(ARTICLE, date="2020-01-02").document

    assert (document.date, document.date_from) == ("2020-01-02", "option")


def test_the_day_after_the_one_before(ex):
    record = ex.extract("He was seized on May 2, 2016. The following day a judge freed him.")

    assert [d.value for d in record.dates] == ["2016-05-02", "2016-05-03"]


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("A Sydney court fined Ann Lee $5,000.", "AUD"),
        ("A Toronto court fined Ann Lee $5,000.", "CAD"),
        ("A Chicago court fined Ann Lee $5,000.", "USD"),
        ("A Nairobi court fined Ann Lee 5,000 shillings.", "KES"),
        ("A Kampala court fined Ann Lee 5,000 shillings.", "UGX"),
    ],
)
def test_the_country_of_the_court_tells_the_currency(ex, text, currency):
    (sentence,) = ex.extract(text).sentences

    assert (sentence.amount.value, sentence.amount.currency) == (5000, currency)


def test_american_articles_put_the_month_first(ex):
    american = ex.extract("The U.S. court met on 3/4/2020 and ruled.")
    british = ex.extract("The court in London met on 3/4/2020 and ruled.")

    assert american.dates[0].value == "2020-03-04"
    assert british.dates[0].value == "2020-04-03"


def test_a_person_is_no_person_inside_a_case_or_a_court(ex):
    record = ex.extract("The Chauvin trial drew crowds. The court cited Roe v. Wade.")

    assert [c.name for c in record.cases] == ["Chauvin trial", "Roe v. Wade"]
    assert record.people == []


def test_an_empty_article(ex):
    record = ex.extract("")

    assert (record.people, record.courts, record.dates, record.sentences, record.cases) == (
        [],
        [],
        [],
        [],
        [],
    )
