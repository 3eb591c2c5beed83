"""Penal sentences: the words found, and the kind and the size that they state."""

from __future__ import annotations

import pytest

from extractor.finders.sentences import find_sentences
from marks import as_spans, marked

TERMS = [
    ("A court jailed a former minister for ⟦two years⟧ in a fraud case.", "imprisonment", "P2Y"),
    ("She got a ⟦lifetime ban from civil service⟧.", "disqualification", None),
    ("He was jailed and ⟦deprived of his political rights for life⟧.", "disqualification", None),
    ("A court sentenced a man to be ⟦executed⟧ for murder.", "death", None),
    ("He still faces ⟦public beheading⟧.", "death", None),
    ("They remain under ⟦sentence of death⟧.", "death", None),
    ("Vietnam upholds ⟦death⟧ for two smugglers.", "death", None),
    ("The minimum prison sentence for the crime is now ⟦25 years⟧.", "imprisonment", "P25Y"),
    ("He commuted the sentence of a soldier from ⟦35 years⟧ to time served.", "imprisonment", "P35Y"),
    ("She got ⟦three years of community control⟧.", "probation", "P3Y"),
    ("He got ⟦sixteen life terms⟧.", "life imprisonment", None),
    ("A man was ⟦jailed for life⟧ in Leeds.", "life imprisonment", None),
    ("He got ⟦5yrs in prison⟧.", "imprisonment", "P5Y"),
    ("He was handed a ⟦5years jail term⟧.", "imprisonment", "P5Y"),
    # as papers of the world write it
    ("A felony punishable by ⟦up to five years in prison⟧.", "imprisonment", "../P5Y"),
    ("It cut the term to ⟦3-1/2 years⟧.", "imprisonment", "P3Y6M"),
    (
        "He had his jail term extended to ⟦six years and three months⟧ after the Court of Appeal spoke.",
        "imprisonment",
        "P6Y3M",
    ),
    ("He was sentenced to a total of ⟦30 years imprisonment⟧.", "imprisonment", "P30Y"),
    ("The sentence for the priest of ⟦15 years in prison⟧ was too lenient.", "imprisonment", "P15Y"),
    ("He was given a ⟦conditional sentence of three months of incarceration⟧.", "suspended imprisonment", "P3M"),
    ("He was ⟦banned from traveling abroad  for another nine years⟧ after his release.", "disqualification", "P9Y"),
    ("Those ⟦sentenced to life⟧ included a teacher.", "life imprisonment", None),
    ("She got a ⟦lifetime disenfranchisement⟧.", "disqualification", None),
    ("He was guilty of malfeasance in office and sentenced to ⟦6 years behind bars⟧.", "imprisonment", "P6Y"),
    ("They were convicted to ⟦seven and half years in prison⟧.", "imprisonment", "P7Y6M"),
    ("He was given a ⟦one-and-half year prison term⟧.", "imprisonment", "P1Y6M"),
    ("A court decided to jail Ann Lee for ⟦six years⟧ on Monday.", "imprisonment", "P6Y"),
    # a size before its kind
    ("The mayor got a ⟦25-year sentence⟧.", "imprisonment", "P25Y"),
    ("The mayor must spend ⟦25 years in prison⟧.", "imprisonment", "P25Y"),
    ("The mayor was given ⟦nine years in jail⟧.", "imprisonment", "P9Y"),
    ("The mayor was given ⟦18 months behind bars⟧.", "imprisonment", "P18M"),
    ("A court gave him ⟦ten years of hard labor⟧.", "imprisonment", "P10Y"),
    ("A court gave him a ⟦12-year prison term⟧.", "imprisonment", "P12Y"),
    ("A court gave him a ⟦six-month jail term⟧.", "imprisonment", "P6M"),
    ("A court gave him ⟦two years’ imprisonment⟧.", "imprisonment", "P2Y"),
    ("A court gave him ⟦90 days in jail⟧.", "imprisonment", "P90D"),
    ("A court gave him ⟦a year in prison⟧.", "imprisonment", "P1Y"),
    ("A court gave him ⟦eight years and four months in prison⟧.", "imprisonment", "P8Y4M"),
    ("A court gave him a ⟦nine-and-a-half-year prison sentence⟧.", "imprisonment", "P9Y6M"),
    ("A court gave him ⟦twelve (12) years in prison⟧.", "imprisonment", "P12Y"),
    ("He was sentenced to ⟦six years in a penal colony⟧.", "imprisonment", "P6Y"),
    ("He was sentenced to ⟦seven years of rigorous imprisonment⟧.", "imprisonment", "P7Y"),
    ("Prosecutors want a ⟦three-year custodial sentence⟧.", "imprisonment", "P3Y"),
    # a verb that gives the kind
    ("The clerk was ⟦jailed for six years⟧.", "imprisonment", "P6Y"),
    ("The clerk was ⟦imprisoned for 30 months⟧.", "imprisonment", "P30M"),
    ("The clerk was ⟦sentenced to 40 years⟧.", "imprisonment", "P40Y"),
    ("A judge jailed Ann Lee for ⟦six and a half years⟧.", "imprisonment", "P6Y6M"),
    ("A judge sentenced Ann Lee to ⟦40 years⟧.", "imprisonment", "P40Y"),
    ("She received a ⟦prison sentence of five years⟧.", "imprisonment", "P5Y"),
    ("She received a ⟦jail term of 14 months⟧.", "imprisonment", "P14M"),
    # bounds and ranges
    ("The charge carries ⟦up to 20 years in prison⟧.", "imprisonment", "../P20Y"),
    ("The charge carries a ⟦maximum of 20 years in prison⟧.", "imprisonment", "../P20Y"),
    ("The charge carries a ⟦maximum sentence of 20 years⟧.", "imprisonment", "../P20Y"),
    ("He must serve ⟦at least 20 years in prison⟧.", "imprisonment", "P20Y/.."),
    ("He faces ⟦more than ten years in prison⟧.", "imprisonment", "P10Y/.."),
    ("He faces ⟦15 to 20 years in prison⟧.", "imprisonment", "P15Y/P20Y"),
    ("He faces ⟦15-20 years in prison⟧.", "imprisonment", "P15Y/P20Y"),
    ("He faces between ⟦five and ten years in prison⟧.", "imprisonment", "P5Y/P10Y"),
    # life and death
    ("He was sentenced to ⟦life imprisonment⟧.", "life imprisonment", None),
    ("He was sentenced to ⟦life in prison⟧.", "life imprisonment", None),
    ("He is serving a ⟦life sentence⟧.", "life imprisonment", None),
    ("He was ⟦jailed for life⟧.", "life imprisonment", None),
    ("He was given ⟦life without parole⟧.", "life imprisonment", None),
    ("He was ⟦sentenced to death⟧.", "death", None),
    ("He was ⟦sentenced to death by hanging⟧.", "death", None),
    ("A tribunal sentenced a sergeant to ⟦death⟧.", "death", None),
    ("Prosecutors will seek the ⟦death penalty⟧.", "death", None),
    ("He has been under a ⟦death sentence⟧ since spring.", "death", None),
    # other kinds
    ("He got ⟦two years’ probation⟧.", "probation", "P2Y"),
    ("He got ⟦three years of probation⟧.", "probation", "P3Y"),
    ("He got a ⟦three-year suspended sentence⟧.", "suspended imprisonment", "P3Y"),
    ("He got a ⟦suspended sentence of three years⟧.", "suspended imprisonment", "P3Y"),
    ("He got ⟦six months in prison, suspended⟧.", "suspended imprisonment", "P6M"),
    ("He must do ⟦200 hours of community service⟧.", "community service", "PT200H"),
    ("He must do ⟦120 hours of unpaid work⟧.", "community service", "PT120H"),
    ("He got ⟦three years of supervised release⟧.", "supervised release", "P3Y"),
    ("He got ⟦six months of house arrest⟧.", "house arrest", "P6M"),
    ("He got a ⟦five-year ban from public office⟧.", "disqualification", "P5Y"),
    ("He was ⟦banned from driving for two years⟧.", "disqualification", "P2Y"),
    ("He got a ⟦12-month conditional discharge⟧.", "discharge", "P12M"),
]


@pytest.mark.parametrize(("example", "kind", "term"), TERMS)
def test_kind_and_term(example, kind, term):
    text, spans = marked(example)

    found = find_sentences(text)

    assert as_spans(found) == spans
    assert (found[0].value.kind, found[0].value.term) == (kind, term)


FINES = [
    ("He was ⟦fined AU $1,200⟧ on Monday.", 1200, "AUD"),
    ("He faces a ⟦fine of between 100,000 and 300,000 roubles⟧.", 300_000, "RUB"),
    ("She got a ⟦fine of a million euros⟧.", 1_000_000, "EUR"),
    ("The firm was ⟦fined half a million dollars⟧.", 500_000, "USD"),
    ("The court confirmed ⟦fines of 50,000 dirhams⟧ (€4,400 / $6,400).", 50_000, "AED"),
    ("He must pay a ⟦penalty equal to $13,300⟧.", 13_300, "USD"),
    ("A judge imposed a ⟦$5,000 fine⟧.", 5000, "USD"),
    ("The firm was ⟦fined $5,000⟧.", 5000, "USD"),
    ("The firm was ⟦fined €1.5 million⟧.", 1_500_000, "EUR"),
    ("The firm got a ⟦fine of 20,000 euros⟧.", 20_000, "EUR"),
    ("The firm got a ⟦£750 fine⟧.", 750, "GBP"),
    ("The firm was ⟦fined Rs 50,000⟧.", 50_000, "INR"),
    ("The firm was ⟦fined 300,000 yen⟧.", 300_000, "JPY"),
    ("The firm faces a ⟦fine of up to $10,000⟧.", 10_000, "USD"),
]


@pytest.mark.parametrize(("example", "amount", "currency"), FINES)
def test_fines(example, amount, currency):
    text, spans = marked(example)

    found = find_sentences(text)

    assert as_spans(found) == spans
    assert found[0].value.kind == "fine"
    assert (found[0].value.amount.value, found[0].value.amount.currency) == (amount, currency)


SEVERAL = [
    ("They got ⟦six years⟧ and ⟦four years and six months in prison⟧ respectively.", ["P6Y", "P4Y6M"]),
    ("They were ⟦jailed for four months⟧ and ⟦one year⟧, respectively.", ["P4M", "P1Y"]),
    ("They were ⟦jailed for three years⟧ and ⟦18 months⟧ respectively.", ["P3Y", "P18M"]),
    ("They were ⟦jailed for nine⟧, ⟦seven⟧ and ⟦five years⟧ respectively.", ["P9Y", "P7Y", "P5Y"]),
    ("The court cut the jail term to ⟦three years⟧ from ⟦five years⟧.", ["P3Y", "P5Y"]),
    ("Two men got ⟦five years in prison⟧ and ⟦seven years in prison⟧.", ["P5Y", "P7Y"]),
    ("An appeals court cut the term from ⟦22 years⟧ to ⟦nine-and-a-half years⟧.", ["P22Y", "P9Y6M"]),
    ("She was ⟦jailed for six years⟧ and ⟦fined $900⟧.", ["P6Y", None]),
    ("The ⟦death penalty⟧ was commuted to ⟦life imprisonment⟧.", [None, None]),
    ("He got ⟦two years in prison⟧ and ⟦three years of supervised release⟧.", ["P2Y", "P3Y"]),
    ("He got ⟦18 months in jail⟧ followed by ⟦two years of probation⟧.", ["P18M", "P2Y"]),
    ("His ⟦ten-year sentence⟧ was raised to ⟦12 years⟧.", ["P10Y", "P12Y"]),
]


@pytest.mark.parametrize(("example", "terms"), SEVERAL)
def test_every_sentence_is_one(example, terms):
    text, spans = marked(example)

    found = find_sentences(text)

    assert as_spans(found) == spans
    assert [m.value.term for m in found] == terms


OTHER_FORMS = [
    "He got ⟦20 years to life⟧.",
    "The clerk was given ⟦four years⟧ for fraud.",
    "A judge gave the clerk ⟦four years⟧ for fraud.",
    "He was ordered to pay a ⟦fine of $5,000⟧.",
    "He was ordered to serve ⟦six months in county jail⟧.",
    "He was sentenced to ⟦100 lashes⟧.",
    "He was sentenced to ⟦ten strokes of the cane⟧.",
    "He was ⟦sentenced to life⟧ for murder.",
    "She was given ⟦six years⟧ for fraud.",
    "He was handed a ⟦12-year term⟧ for fraud.",
    "He was ⟦disqualified from driving for 18 months⟧.",
    "He got ⟦36 months⟧ for fraud.",
    "He faces ⟦not less than five years in prison⟧.",
    "He got ⟦five years’ imprisonment, suspended for two years⟧.",
    "He was given an ⟦18-month suspended jail term⟧.",
    "He was ⟦caged for nine years⟧.",
    "He was ⟦locked up for nine years⟧.",
    "He must pay ⟦$2 million in fines⟧.",
    "The firm must pay a ⟦€2 million penalty⟧.",
    "He got ⟦nine months of home detention⟧.",
    "He was given a ⟦24-month community order⟧.",
]


@pytest.mark.parametrize("example", OTHER_FORMS)
def test_other_forms(example):
    text, spans = marked(example)

    assert as_spans(find_sentences(text)) == spans


NO_SENTENCE = [
    "Six of the months are suspended for two years.",
    "He would be the first soldier to be executed since the war.",
    "She has been in prison for a year now, her brother said.",
    "The island has been ruled by a dynasty for more than 200 years. Those sentenced left.",
    "The court heard that he cut the length of presidential terms, down to five years.",
    "The 25-year-old student denied the charge.",
    "The boy was 14 years of age.",
    "Ann Lee, 41, was in court.",
    "The player signed a five-year contract.",
    "It is the longest sentence in the novel.",
    "The author wrote a 200-word sentence.",
    "The president began a second five-year term in office.",
    "He won a six-year term as governor.",
    "The trial lasted three years.",
    "He ran the bank for 12 years.",
    "They had been married for 30 years.",
    "The judge read the sentence aloud.",
    "She was jailed.",
    "A prison term awaits him.",
    "He moved to Canada two years ago.",
    "He returned three years later.",
    "She can ask for parole after 15 years.",
    "He was held in pre-trial detention for two years.",
    "She has spent 14 months in pre-trial detention.",
    "The house sold for $5,000.",
    "A ticket costs 20 euros.",
    "He stole $2 million from the fund.",
    "The war lasted eight years.",
    "The firm took out a ten-year loan.",
    "Her life is told in a book.",
    "He works for a 30-year-old charity.",
    "She wrote about life and death in the mines.",
    "He was beaten to death in his cell.",
    "Doctors fought for his life.",
    "The fine print ran to four pages.",
    "He feels fine after two years.",
    "The court is open 40 hours a week.",
    "They banned the book.",
    "He took a three-month course.",
    "The study took ten years to finish.",
    "The term of the treaty is 20 years.",
    "The sentence was reduced by nine months.",
    "He has already served two years of it.",
    "Trial is two years away.",
    "The ban on smoking lasted two years.",
    "He was suspended from school for two days.",
    "The player was banned for three matches.",
    "A three-year ban on imports ended.",
    "The league fined the striker's club.",
    "He spent five years in the army.",
    "She has a life insurance policy.",
    "It was a life-or-death choice.",
    "A death certificate was issued.",
    "He sentenced the sauce to ten minutes.",
    "He was in his sixth year at school.",
    "Life in the city is hard.",
    "They paid a $500 deposit.",
    "A fine wine costs $500.",
    "The bond was set at $500,000.",
    "Bail was set at $5,000.",
    "He was director for six years and retired.",
]


@pytest.mark.parametrize("text", NO_SENTENCE)
def test_no_sentence(text):
    assert as_spans(find_sentences(text)) == []
