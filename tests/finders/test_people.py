"""People: the model proposes, rules correct; no title, no role, no possessive inside."""

from __future__ import annotations

import pytest

from extractor.finders.people import WEIGHTS
from extractor.mention import read
from marks import as_spans, marked

PEOPLE = [
    'The former president, ⟦Luiz Inácio "Lula" da Silva⟧, was jailed.',
    "A court found ⟦Jerzy Urban⟧ guilty of insult. ⟦Urban⟧ denied it.",
    "The former defence minister ⟦Sultan Hashim Ahmad⟧ was sentenced to death.",
    "A judge jailed one ⟦Sunday Attah⟧, 34, for theft. ⟦Attah⟧ wept.",
    "Two women, ⟦Murada Rabung⟧ and ⟦Nor Hasna Paisal⟧, were jailed.",
    "The helper ⟦Carmelita Galay Nones⟧ was jailed. The judge said ⟦Nones⟧ stole the ring.",
    "The manager, ⟦Madison St. James⟧, was given five years' probation.",
    "⟦B.Otgonbaatar⟧ was sentenced to ten years.",
    "The leader of Jamaat-e-Islami ⟦Abdul Quader Mollah⟧ was found guilty.",
    "Eight years went to ⟦Daði Björnsson⟧, three to ⟦Zviadi Kobalashvili⟧.",
    "Justice ⟦K M Joseph⟧ heard ⟦M K Stalin⟧.",
    "Former president ⟦Cristina Fernández de Kirchner⟧ (⟦CFK⟧) was guilty. ⟦CFK⟧ wept.",
    "Clerk ⟦Kevin So Kam-wai⟧ wept. ⟦So⟧ was jailed.",
    "Former president of France ⟦Jacques Chirac⟧ was given a suspended sentence.",
    "Private First Class ⟦Lynndie England⟧ is charged with maltreatment.",
    "The appeal against ⟦Qalo Veretawa⟧'s conviction failed.",
    "The court sentenced former President ⟦Alberto Fujimori⟧ on Monday.",
    "Judge ⟦Maria Lopez⟧ read the verdict.",
    "Mr ⟦Okafor⟧ denied the charge.",
    "Mrs. ⟦Janet Okafor⟧ denied the charge.",
    "Dr ⟦Amina Yusuf⟧ told the jury of the wounds.",
    "Sir ⟦John Whitfield⟧ sat alone.",
    "Lord Justice ⟦Peter Hargreaves⟧ sat alone.",
    "Prosecutor ⟦Elena Petrova⟧ asked for ten years.",
    "Police arrested ⟦Robert Miller Jr.⟧ at his home.",
    "Police arrested ⟦Robert Miller III⟧ at his home.",
    "Police arrested ⟦J.K. Miller⟧ at his home.",
    "Police arrested ⟦Robert T. Miller⟧ at his home.",
    "Police arrested ⟦Ludwig van Houten⟧ at his home.",
    "Police arrested ⟦Maria de la Cruz⟧ at her home.",
    "Police arrested ⟦Osama bin Khalid⟧ at his home.",
    'Police arrested ⟦Joaquín "El Chapo" Guzmán⟧ at his home.',
    "Police arrested ⟦Abdelbaset al-Megrahi⟧ at his home.",
    "Police arrested ⟦Sean O'Brien⟧ at his home.",
    "Police arrested ⟦Jean-Claude Dubois⟧ at his home.",
    "Police arrested ⟦Recep Yılmaz⟧ at his home.",
    "Police arrested ⟦Nguyen Van Minh⟧ at his home.",
    "Police arrested ⟦Ngozi Adeyemi⟧ at her home.",
    "Police arrested ⟦Kim Min-jun⟧ at his home.",
    "Police arrested ⟦Rajesh Kumar Sharma⟧ at his home.",
    "⟦Ann Lee⟧, 41, admitted the theft.",
    "⟦David Cohen⟧'s lawyer said he would appeal.",
    "⟦David Cohen⟧’s lawyer said he would appeal.",
    '"I did nothing," ⟦Sarah Connor⟧ told the court.',
    "⟦Peter Novak⟧ and ⟦Ivana Novak⟧ were fined.",
    "⟦Peter Novak⟧, ⟦Ivana Horvat⟧ and ⟦Luka Babic⟧ were fined.",
    "Attorney General ⟦Merrick Garland⟧ announced the charge.",
    "Officer ⟦Daniel Brooks⟧ shot him, the jury heard.",
    "His wife, ⟦Laura Bianchi⟧, wept.",
    "The businessman ⟦Viktor Orlov⟧ fled.",
    "By ⟦Karen Wright⟧\n\nA court freed two men on Monday.",
    "⟦Ann Lee⟧ was jailed on Monday. ⟦Lee⟧ had denied the theft.",
    '⟦Marta Oyelaran⟧ was jailed. Supporters of ⟦Oyelaran⟧ sang. "⟦Marta⟧ is strong," one said.',
    "Lawyers for ⟦Nguyen Thi Lan⟧ appealed.",
    "⟦Lee Jae-yong⟧, the heir, was freed.",
    "King ⟦Charles⟧ gave assent.",
    "Pope ⟦Francis⟧ pleaded for him.",
    "Gen. ⟦Efraín Ríos Montt⟧ was convicted.",
    "Ms. ⟦Alvarez-Ruiz⟧ wept.",
    "⟦María Elena Foronda⟧ sued the mine.",
    '"⟦Tom⟧ is a good boy," said his mother, ⟦Rita Baker⟧.',
    "⟦Lula⟧ was freed, and Brazil cheered.",
    "The ⟦Trump⟧ administration appealed.",
    "⟦Muhammad bin Salman⟧ denied it.",
    "⟦Dilma Rousseff⟧'s successor, ⟦Michel Temer⟧, was held.",
    "DETECTIVE ⟦JOHN SMITH⟧ WEPT",
    "Juror ⟦Karen Hill⟧ wept.",
    "Victim ⟦Sarah Payne⟧ was eight.",
    "⟦Aung San Suu Kyi⟧ was jailed.",
    "⟦Jean-Pierre Bemba⟧ was acquitted.",
    "⟦Radovan Karadžić⟧ and ⟦Ratko Mladić⟧ were convicted.",
    "⟦Hissène Habré⟧ ruled Chad.",
    "⟦Thomas Lubanga Dyilo⟧ was the first.",
    "The newspaper ⟦Ann Lee⟧ founded was closed.",
    "Judges may jail ⟦Okello⟧. ⟦Okello⟧ was fined $500.",
    "⟦John Jackson⟧ denied it. The Jackson affair split the town. ⟦Jackson⟧ was jailed for two years.",
    "⟦Jean DUPONT⟧ was fined.",
]


@pytest.mark.parametrize("example", PEOPLE)
def test_finds_people(ex, example):
    text, spans = marked(example)

    assert as_spans(read(ex.nlp(text), "people")) == spans


NOBODY = [
    "The Aam Aadmi Party (AAP) lost. The governor accused AAP of exploiting rules.",
    "The Control Yuan called for a pardon.",
    "The bill was modelled on Megan's Law and Jessica's Law.",
    "The editor of Akhbar Al Youm was fined.",
    "Police read him his Miranda rights.",
    "Sanctions under the Magnitsky Act followed.",
    "Goldman Sachs paid the fine.",
    "A study by Johns Hopkins University was cited.",
    "The Supreme Court met in Washington.",
    "The Peruvian Congress met in Lima.",
    "The Odebrecht case reached the capital.",
    "The Chauvin trial drew crowds.",
    "The court overturned Roe v. Wade.",
    "Prosecutors said the money went to Panama.",
    "The La Cantuta massacre shocked the country.",
    "The Ministry of Justice declined to comment.",
    "Amnesty International called for his release.",
    "He was born in San Francisco.",
    "The judge was right.",
    "On Monday the jury retired.",
    "The defendant wept.",
    "Human Rights Watch reported the killing.",
    "He lives on Wilson Street.",
    "Muslims and Christians marched together.",
    "She cited the Monroe Doctrine.",
    "The Washington Post reported it.",
    "The Lincoln Memorial was closed.",
    "He studied at Duke University.",
    "The Nobel Prize was withdrawn.",
    "The Ford Foundation paid.",
    "Santa Fe is a city.",
    "The Victoria police came.",
    "He drove a Mercedes.",
    "She lives in Alexandria.",
    "Charlotte is a city in North Carolina.",
    "The Paris deal was signed.",
    "Judge not, he said.",
    "The editor of the newspaper Negere Abay was fined. Readers of Negere Abay wept.",
    "The satirical magazine Charlie Lambert was closed.",
    "He was searched at Rama Wijaya airport.",
    "A Karim Pravda reporter saw the verdict.",
    "He sold bonds at Graham Drake Lambert, an investment bank.",
    "Pirates seized the cargo vessel Anna Petrakis.",
    "He was held at the Richard J. Harmon Correctional Facility.",
    "The file went to the Grand Mufti, whose opinion does not bind.",
    "The Sabah NRD detained them, the NRD said.",
    "Villagers from Massart Malawi did not speak.",
    "Truckie jailed over crash",
    "He was accused of insulting Islam.",
    "It differs from the Naniwa port affair.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_finds_nobody(ex, text):
    assert as_spans(read(ex.nlp(text), "people")) == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Judge Maria Lopez read the verdict.", "Judge"),
        ("Prosecutor Elena Petrova asked for ten years.", "Prosecutor"),
        ("The businessman Viktor Orlov fled.", "businessman"),
    ],
)
def test_the_title_in_front_is_kept_as_it_is_written(ex, text, title):
    (found,) = read(ex.nlp(text), "people")

    assert found.value == title


def test_what_speaks_against_a_person_weighs_negative():
    assert {sign for sign, weight in WEIGHTS.items() if weight < 0} >= {
        "place",
        "organisation",
        "the",
        "acronym",
    }
