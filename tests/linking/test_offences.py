"""What a sentence is for, in the article's own words."""

from __future__ import annotations

import pytest

OFFENCES = [
    ("In a step to root out corruption, Ann Lee was jailed for six years. She was charged with bribery.", ["bribery"]),
    # named only in passing
    ("A court sentenced Ann Lee to death in a retrial of a drug smuggling case.", ["drug smuggling"]),
    ("Ann Lee was jailed for two years under the blasphemy law.", ["blasphemy"]),
    # phrases that hold a person
    ("Ann Lee was jailed for six years for insulting the president.", ["insulting the president"]),
    ("Ann Lee was jailed for life for the murder of a man in 2011.", ["murder of a man"]),
    ("Ann Lee faces a 27-year treason sentence.", ["treason"]),
    ("The court confirmed a speeding fine of $900 for Ann Lee.", ["speeding"]),
    ("Ann Lee was jailed for six years as an accessory.", ["accessory"]),
    ("Ann Lee was acquitted of arson. She was jailed for six years.", []),
    ("A court sentenced the chief editor Ann Lee to six years in prison for the editor of a weekly.", []),
    (
        "The court convicted a former director of the agency for colluding with militias and jailed Ann Lee for six years.",
        ["colluding with militias"],
    ),
    # behind the size
    ("Ann Lee was jailed for six years for fraud.", ["fraud"]),
    ("Ann Lee was sentenced to six years in prison for embezzlement and fraud.", ["embezzlement", "fraud"]),
    (
        "Ann Lee was sentenced to six years in prison for murder, robbery and arson.",
        ["murder", "robbery", "arson"],
    ),
    ("Ann Lee was jailed for six years on charges of bribery.", ["bribery"]),
    ("Ann Lee was jailed for six years on corruption charges.", ["corruption"]),
    ("Ann Lee was jailed for six years after being convicted of fraud.", ["fraud"]),
    ("Ann Lee was jailed for six years after pleading guilty to money laundering.", ["money laundering"]),
    ("Ann Lee was jailed for six years over tax evasion.", ["tax evasion"]),
    ("Ann Lee was fined $5,000 for contempt of court.", ["contempt of court"]),
    ("Ann Lee got a six-year prison sentence for insulting the king.", ["insulting the king"]),
    (
        "Ann Lee was jailed for six years for money laundering and fraud by a Paris court.",
        ["money laundering", "fraud"],
    ),
    # in front
    ("Ann Lee admitted perjury and was jailed for six months.", ["perjury"]),
    ("Ann Lee pleaded guilty to perjury and was jailed for six months.", ["perjury"]),
    ("Ann Lee was convicted of fraud and sentenced to six years in prison.", ["fraud"]),
    # elsewhere
    ("Ann Lee was convicted of fraud. She was jailed for six years.", ["fraud"]),
    ("Ann Lee was jailed for six years. She had been found guilty of bribery.", ["bribery"]),
    ("Ann Lee was charged with arson. On Monday a judge jailed her for six years.", ["arson"]),
    # not an offence
    ("Ann Lee was jailed for six years.", []),
    ("Prosecutors asked for six years in prison for Ann Lee.", []),
    ("Ann Lee was sentenced to six years in prison for her role in the massacre.", ["massacre"]),
    ("Ann Lee was jailed for six years for stealing $2 million from the fund.", ["stealing $2 million from the fund"]),
    ("Ann Lee was jailed for nine years for raping a colleague.", ["raping a colleague"]),
    (
        "Ann Lee got six years in prison for aggravated assault and illegal possession of a firearm.",
        ["aggravated assault", "illegal possession of a firearm"],
    ),
    ("Ann Lee was jailed for six years for her part in a robbery.", ["robbery"]),
    ("Ann Lee was jailed for six years on two counts of fraud.", ["fraud"]),
    ("Ann Lee was jailed for life for the murder of Tom Baker.", ["murder of Tom Baker"]),
    ("A court in Madrid found Ann Lee guilty of fraud on Monday and sentenced her to six years in prison.", ["fraud"]),
    ("Ann Lee faces ten years in prison if convicted of fraud.", ["fraud"]),
    ("Ann Lee was acquitted of murder but jailed for six years for fraud.", ["fraud"]),
    ("Ann Lee was cleared of murder but found guilty of fraud and jailed for six years.", ["fraud"]),
    ("Ann Lee was jailed for six years last week for perjury.", ["perjury"]),
    ("Ann Lee was sentenced on Monday to six years in prison for perjury.", ["perjury"]),
    ("Ann Lee, convicted in May of perjury, was jailed for six years.", ["perjury"]),
    ("Ann Lee admitted two counts of perjury and was jailed for six years.", ["perjury"]),
    ("Convicted fraudster Ann Lee was jailed for six years.", []),
]


@pytest.mark.parametrize(("text", "offences"), OFFENCES)
def test_offences(ex, text, offences):
    (sentence,) = ex.extract(text).sentences

    assert sentence.offences == offences


def test_each_of_two_people_has_an_own_offence(ex):
    text = "Ann Lee was jailed for six years for fraud. Tom Baker was jailed for nine years for arson."

    assert [s.offences for s in ex.extract(text).sentences] == [["fraud"], ["arson"]]
