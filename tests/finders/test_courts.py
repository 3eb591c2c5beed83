"""Courts: references that identify one court, with level and country."""

from __future__ import annotations

import pytest

from extractor.finders.courts import find_courts, level_of
from marks import as_spans, marked

COURTS = [
    "The ⟦special court of Sidi Mohamed⟧ jailed three ministers.",
    "The ⟦Appeals Chamber⟧ confirmed what ⟦Trial Chamber VI⟧ had found.",
    # full names
    "The ⟦Inter-American Court of Human Rights⟧ will hear the survivors.",
    "The ⟦European Court of Human Rights⟧ found a violation.",
    "The ⟦International Criminal Court⟧ opened an inquiry.",
    "The ⟦International Court of Justice⟧ sits in The Hague.",
    "The ⟦U.S. Supreme Court⟧ declined to step in.",
    "The ⟦US Supreme Court⟧ declined to step in.",
    "The ⟦Supreme Court⟧ declined to step in.",
    "The ⟦Supreme Court of India⟧ declined to step in.",
    "The ⟦Constitutional Court⟧ struck down the decree.",
    "The ⟦Peruvian Constitutional Court⟧ freed the former leader.",
    "The ⟦District Court for the Southern District of New York⟧ has the file.",
    "The ⟦9th U.S. Circuit Court of Appeals⟧ reversed.",
    "The ⟦Ninth Circuit⟧ reversed.",
    "He appeared at ⟦Southwark Crown Court⟧ in a dark suit.",
    "He appeared at ⟦Westminster Magistrates' Court⟧ in a dark suit.",
    "He appeared at ⟦Birmingham Crown Court⟧ by video link.",
    "The ⟦Special Jurisdiction for Peace⟧ charged eight generals.",
    "The ⟦Court of Cassation⟧ quashed the verdict.",
    "The ⟦Court of Appeal⟧ sat in private.",
    "The ⟦High Court of Justice⟧ sat in private.",
    "The ⟦Special Tribunal for Lebanon⟧ closed.",
    "The ⟦Federal Constitutional Court⟧ ruled for the union.",
    "The ⟦Federal High Court⟧ granted bail.",
    # a possessive stays outside, an adjective inside
    "Peru's ⟦Constitutional Court⟧ freed the former leader.",
    "Kenya’s ⟦High Court⟧ stopped the deal.",
    "The ⟦Kenyan High Court⟧ stopped the deal.",
    # a name keeps its place outside
    "The ⟦High Court⟧ in London froze the account.",
    "The ⟦Supreme Court⟧ in Madrid freed him.",
    # described by place and level
    "A ⟦Paris appeals court⟧ cut the term.",
    "A ⟦Moscow court⟧ ordered his arrest.",
    "An ⟦Indian court⟧ ordered his arrest.",
    "A ⟦court in Madrid⟧ ordered his arrest.",
    "The ⟦High Court⟧ in the Mongolian capital freed him.",
    "A ⟦federal court in Manhattan⟧ ordered his arrest.",
    "A ⟦military court in Beirut⟧ ordered his arrest.",
    "The ⟦Strasbourg-based court⟧ found a violation.",
    "A ⟦Turkish court⟧ on Monday freed the editor.",
    "An ⟦Istanbul criminal court⟧ freed the editor.",
    # abbreviations
    "The ⟦ICC⟧ opened an inquiry.",
    "The ⟦IACtHR⟧ opened a hearing.",
    "The ⟦ECHR⟧ found a violation.",
    "Judges of the ⟦ICTY⟧ visited the site.",
    "Judges of the ⟦European Court of Human Rights⟧ (⟦ECHR⟧) visited the site.",
    # several
    "The ⟦Supreme Court⟧ sent the case back to the ⟦Madrid High Court⟧.",
    "A ⟦Lima court⟧ and later the ⟦Supreme Court⟧ heard him.",
    "The ⟦Court of Appeal⟧ and the ⟦Supreme Court⟧ heard him.",
    "The ⟦Fourth Circuit⟧ agreed.",
    "The ⟦Old Bailey⟧ heard of it.",
    "The ⟦Court of Appeals for the Ninth Circuit⟧ agreed.",
    "The ⟦Manhattan Federal Court⟧ is busy.",
    "The ⟦Caribbean Court of Justice⟧ agreed.",
    "The ⟦East African Court of Justice⟧ agreed.",
    "The ⟦International Criminal Tribunal for Rwanda⟧ closed.",
    "⟦Isleworth Crown Court⟧ heard of it.",
    "A ⟦Johannesburg magistrate’s court⟧ freed him.",
    "A ⟦court in the city of Lyon⟧ freed him.",
    "A ⟦court in northern Italy⟧ freed him.",
    "The ⟦Milan court⟧ freed him.",
    "The ⟦Bombay High Court⟧ agreed.",
    "The ⟦Delhi High Court⟧ agreed.",
    "The ⟦Supreme Court of the United States⟧ agreed.",
    "The ⟦Federal Court of Australia⟧ agreed.",
    "The ⟦Audiencia Nacional⟧ agreed.",
    "The ⟦Privy Council⟧ agreed.",
    "The ⟦CJEU⟧ agreed.",
]


@pytest.mark.parametrize("example", COURTS)
def test_finds_courts(example):
    text, spans = marked(example)

    assert as_spans(find_courts(text)) == spans


NO_COURT = [
    "Preliminary court date is July 16.",
    "The court adjourned.",
    "A court freed him.",
    "The tribunal adjourned.",
    "An appeals court freed him.",
    "The judges retired.",
    "He played on a tennis court.",
    "The school has a basketball court.",
    "She won on the clay courts of Paris.",
    "The painter served at the royal court.",
    "The food court was closed.",
    "Prosecutors appealed.",
    "The police commission met.",
    "The tennis player won 24 titles.",
    "They settled out of court.",
    "The ball is in their court.",
    "He hoped to court voters.",
    "The Truth Commission reported.",
    "Parliament met in Lima.",
    "The United Nations met.",
    "The UN met.",
    "The FBI arrested him.",
    "His lawyer spoke outside court.",
    "The king held court.",
    "The courtyard was full.",
    "The Old Courthouse Museum is shut.",
    "A squash court was flooded.",
    "The royal court of Versailles fell.",
    "He won at Wimbledon's Centre Court.",
    "She paid court to him.",
    "He runs Inns of Court hotels.",
    "A court reporter wept.",
    "A court order was issued.",
    "Supreme leaders met.",
    "The House of Lords met.",
    "The Court Theatre reopened.",
]


@pytest.mark.parametrize("text", NO_COURT)
def test_finds_no_court(text):
    assert as_spans(find_courts(text)) == []


FACTS = [
    ("The ⟦Supreme Court of India⟧ ruled.", "supreme", "IN"),
    ("The ⟦International Criminal Court⟧ ruled.", "international", None),
    ("The ⟦U.S. Supreme Court⟧ ruled.", "supreme", "US"),
    ("The ⟦Peruvian Constitutional Court⟧ ruled.", "constitutional", "PE"),
    ("A ⟦Paris appeals court⟧ ruled.", "appeal", "FR"),
    ("A ⟦Moscow court⟧ ruled.", None, "RU"),
    ("An ⟦Indian court⟧ ruled.", None, "IN"),
    ("⟦Southwark Crown Court⟧ heard of it.", "first", "GB"),
]


@pytest.mark.parametrize(("example", "level", "country"), FACTS)
def test_level_and_country(example, level, country):
    text, spans = marked(example)

    (found,) = find_courts(text)

    assert as_spans([found]) == spans
    assert (found.value.level, found.value.country) == (level, country)


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Supreme Court", "supreme"),
        ("Constitutional Court", "constitutional"),
        ("Court of Cassation", "cassation"),
        ("Lima appeals court", "appeal"),
        ("High Court", "high"),
        ("Supreme Military Court", "military"),
        ("Moscow court", None),
    ],
)
def test_level_of_a_name(name, level):
    assert level_of(name) == level


def test_an_abbreviation_defined_beside_the_name_is_known_from_then_on():
    text, spans = marked("The ⟦Northern Province Land Tribunal⟧ (⟦NPLT⟧) met on Monday. The ⟦NPLT⟧ will meet again.")

    assert as_spans(find_courts(text)) == spans
