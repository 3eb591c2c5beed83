"""Who bears a sentence. Each example gives the people of every sentence in it, in text order."""

from __future__ import annotations

import pytest

ANN, TOM, BEN = ["Ann Lee"], ["Tom Baker"], ["Ben Carter"]

ONE_SEGMENT = [
    ("Ann Lee, ex-chief executive of Lakeside and former director of lending Tom Baker, were given prison sentences of three years and 18 months respectively.", [ANN, TOM]),
    ("The charges against Ann Lee could lead to a 20-year prison sentence.", [ANN]),
    ("Ann Lee, editor of a weekly and Tom Baker, a lawyer, were jailed for two years.", [ANN + TOM]),
    # not who stands nearest
    ("The court confirmed the six years in prison that the former minister Ann Lee received for fraud.", [ANN]),
    ("A court sentenced ship owner Ann Lee and masters Tom Baker and Ben Carter to life in prison for the sinking of the MV Sonar Tori.", [ANN + TOM + BEN]),
    ("Ann Lee fled. A court sentenced her to ten years for the kidnapping of Tom Baker.", [ANN]),
    ("Reporter Ann Lee is serving two years in jail for criticizing the country's president Tom Baker.", [ANN]),
    ("A court sentenced opposition leader Ann Lee and 200 supporters of the ousted premier Tom Baker to ten years in prison each.", [ANN]),
    ("A cousin of Tom Baker, Ann Lee, was sentenced to death on Sunday.", [ANN]),
    ("Ann Lee, Baker’s press officer, was sentenced to 25 days in jail. Tom Baker left.", [ANN]),
    ("Another host, Ann Lee, was also jailed for 30 days.", [ANN]),
    ("Baker's codefendant, Ann Lee, 52, was earlier sentenced to two years in prison.", [ANN]),
    ("By Tom Baker\n\nA dentist faces up to ten years in prison. Ann Lee, 52, pleaded guilty.", [ANN]),
    ("Ann Lee was jailed for six years. His employer, Lakeside Holdings, was fined $9,000.", [ANN, []]),
    ("Ann Lee received 12 years in prison whilst his son Tom Baker, 40, was given ten years.", [ANN, TOM]),
    # lists and gaps
    ("Ann Lee, Tom Baker and Ben Carter must carry out 90 hours of community service.", [ANN + TOM + BEN]),
    ("Ann Lee and her editor, Tom Baker, received life sentences; the cartoonist Ben Carter, seven and a half years.", [ANN + TOM, BEN]),
    ("Ann Lee and Tom Baker received six years and four years and six months in prison respectively.", [ANN, TOM]),
    ("Ann Lee and Tom Baker were sentenced to four months and one year, respectively, plus a fine of $90 each.", [ANN, TOM, ANN + TOM]),
    ("Prosecutors asked for two years in prison for the leader, Ann Lee, and a year for Tom Baker and Ben Carter.", [ANN, TOM + BEN]),
    ("Ann Lee got 18 months in jail for fraud, nine of them before she can see a board, and copped a $900 fine.", [ANN, ANN]),
    ("Police said the man was sentenced to six years' jail and four strokes of the cane. Ann Lee, 43, pleaded guilty.", [ANN, ANN]),
    # the law in general
    ("Ann Lee was convicted of theft. Dangerous driving causing death carries up to ten years' imprisonment.", [[]]),
    ("Ann Lee was convicted of theft. The charge carries up to ten years' imprisonment.", [ANN]),
    # a sentence that is known
    ("Ann Lee was given the death sentence. Tom Baker, her lawyer, wept. A higher court affirmed the death sentence.", [ANN, ANN]),
    # inverted, added, followed
    ("Also sentenced to six years in prison were Ann Lee and Tom Baker.", [ANN + TOM]),
    ("Those sentenced to life included Ann Lee, who led a party, and Tom Baker, a teacher.", [ANN + TOM]),
    ("Eight people were jailed for six years, including Ann Lee.", [ANN]),
    ("Prosecutors want ten years in prison for Ann Lee and Tom Baker, as well as fines of $900 each.", [ANN + TOM, ANN + TOM]),
    ("After serving two years of a three-year sentence, Ann Lee was freed on Monday.", [ANN]),
    ("The court reduced to three years from five years sentences handed down by a lower court in May to Ann Lee.", [ANN, ANN]),
    ("Ann Lee's younger brother was jailed for six years.", [[]]),
    ("The bank's owner, Lakeside Holdings, was fined $5 million.", [[]]),
    ("Four others were convicted alongside Ann Lee and sentenced to six years in prison.", [[]]),
    ("A potential charge of murder against Ann Lee carries a life sentence.", [ANN]),
    ("Ann Lee, along with her driver Tom Baker, have both been jailed for six years.", [ANN + TOM]),
    ("Ann Lee, along with her driver Tom Baker, was jailed for six years.", [ANN]),
    ("Ann Lee was tried. Among those jailed are two Swedish reporters who are serving a six-year sentence.", [[]]),
    ("Ann Lee was jailed for six years. Numerous members of Lee's gang were given ten years in prison.", [ANN, []]),
    ("A court sentenced a group of seven Somali pirates to five years in jail. Ann Lee told them to be quiet.", [[]]),
    ("Ann Lee was convicted. The judge, Lord Baker, imposed six years in prison. He also fined her $900.", [ANN, ANN]),
    ("Ann Lee, Tom Baker and Ben Carter escaped the gallows when a court overturned their death sentences.", [ANN + TOM + BEN]),
    ("Tom Baker was tried. Ann Lee, 49, was found guilty of theft. Accused was given an 18-month jail sentence and fined $900. Ben Carter, 44, was found guilty.", [ANN, ANN]),
    # active
    ("A judge sentenced Ann Lee to six years in prison.", [ANN]),
    ("A judge jailed Ann Lee for six years.", [ANN]),
    ("The High Court gave Ann Lee a six-year prison term.", [ANN]),
    ("Judge Maria Lopez sentenced Ann Lee to six years in prison.", [ANN]),
    ("The court fined Ann Lee $5,000.", [ANN]),
    ("A jury convicted Ann Lee of fraud and a judge sentenced her to six years in prison.", [ANN]),
    # passive
    ("Ann Lee was sentenced to six years in prison.", [ANN]),
    ("Ann Lee was jailed for six years on Monday.", [ANN]),
    ("Ann Lee was jailed for six years by Judge Maria Lopez.", [ANN]),
    ("Ann Lee, 41, a clerk from Leeds, was jailed for six years.", [ANN]),
    ("Ann Lee, who had denied fraud, was given a six-year prison sentence.", [ANN]),
    ("Ann Lee was fined $5,000 for contempt.", [ANN]),
    ("Ann Lee has been sentenced to death.", [ANN]),
    # the bearer as subject
    ("Ann Lee received a six-year prison sentence.", [ANN]),
    ("Ann Lee got six years in prison for fraud.", [ANN]),
    ("Ann Lee is serving a life sentence for murder.", [ANN]),
    ("Ann Lee faces up to 20 years in prison.", [ANN]),
    ("Ann Lee pleaded guilty and could get ten years in prison.", [ANN]),
    # behind the size
    ("Prosecutors asked for six years in prison for Ann Lee.", [ANN]),
    ("The court confirmed the six-year prison sentence of Ann Lee.", [ANN]),
    ("A six-year prison sentence was handed to Ann Lee.", [ANN]),
    # possessive
    ("An appeals court upheld Ann Lee’s six-year prison sentence.", [ANN]),
    ("The president commuted Ann Lee's death sentence.", [ANN]),
    # headlines
    ("Ann Lee jailed for six years", [ANN]),
    ("Ann Lee gets six years in prison for fraud", [ANN]),
    ("Court jails Ann Lee for six years", [ANN]),
    # lists and co-defendants
    ("Ann Lee and Tom Baker were jailed for six years.", [ANN + TOM]),
    ("Ann Lee, Tom Baker and Ben Carter were each sentenced to six years in prison.", [ANN + TOM + BEN]),
    ("A judge sentenced Ann Lee and Tom Baker to six years in prison.", [ANN + TOM]),
    ("Ann Lee was jailed for six years and Tom Baker for four years.", [ANN, TOM]),
    ("Ann Lee was sentenced to six years in prison, while Tom Baker got four years in prison.", [ANN, TOM]),
    ("Ann Lee and Tom Baker were jailed for six years and four years, respectively.", [ANN, TOM]),
    ("Ann Lee was jailed for six years and fined $900.", [ANN, ANN]),
    # alternatives and conditions
    ("If convicted, Ann Lee faces ten years in prison.", [ANN]),
    ("Ann Lee could be sentenced to ten years in prison or fined $5,000.", [ANN, ANN]),
    ("Ann Lee must pay a $5,000 fine or serve six months in prison.", [ANN, ANN]),
    # sought
    ("Prosecutors sought ten years in prison for Tom Baker.", [TOM]),
    ("Prosecutor Elena Petrova asked the court to sentence Tom Baker to ten years in prison.", [TOM]),
    # appeal history
    ("An appeals court cut Ann Lee’s sentence from 22 years to 12 years.", [ANN, ANN]),
    ("The Supreme Court reduced the prison term of Ann Lee from ten years to six years.", [ANN, ANN]),
    ("Ann Lee was originally sentenced to ten years in prison.", [ANN]),
    # reported speech, negation, acquittal
    ("\"Ann Lee will serve six years in prison,\" said Maria Lopez, the judge.", [ANN]),
    ("The judge said Ann Lee would serve six years in prison.", [ANN]),
    ("Tom Baker was acquitted, but Ann Lee was jailed for six years.", [ANN]),
    ("Ann Lee was jailed for six years; Tom Baker was cleared.", [ANN]),
    ("Ann Lee was jailed for six years for the murder of Tom Baker.", [ANN]),
    ("Ann Lee was jailed for six years for stabbing Tom Baker.", [ANN]),
    # nobody
    ("A man was jailed for six years.", [[]]),
    ("The offence carries up to ten years in prison.", [[]]),
    ("Ann Lee was acquitted, but another clerk was jailed for six years.", [[]]),
    ("Six years in prison: that is what Ann Lee got for fraud.", [ANN]),
    ("Ann Lee's husband, Tom Baker, was jailed for six years.", [TOM]),
    ("Ann Lee told the court that Tom Baker had threatened her; he was jailed for six years.", [TOM]),
    ("Ann Lee, the widow of Tom Baker, welcomed the six-year prison sentence for Ben Carter.", [BEN]),
    ("Life imprisonment was imposed on Tom Baker and Ben Carter.", [TOM + BEN]),
    ("The judge handed Tom Baker a life sentence and Ben Carter 12 years in prison.", [TOM, BEN]),
    ("Tom Baker got a life sentence, Ben Carter 12 years in prison and Ann Lee a $500 fine.", [TOM, BEN, ANN]),
    ("Of the three, Tom Baker received the longest term, 12 years in prison.", [TOM]),
    ("Sentenced to six years in prison, Ann Lee left the court in tears.", [ANN]),
    ("Jailed for six years, Ann Lee wept.", [ANN]),
    ("Ann Lee, sentenced to six years in prison in 2019, was freed on Monday.", [ANN]),
    ("Ann Lee is the lawyer of Tom Baker, who was jailed for six years.", [TOM]),
    ("President Ben Carter pardoned Tom Baker, who was serving a 12-year prison sentence.", [TOM]),
    ("President Ben Carter commuted the death sentence of Tom Baker to life imprisonment.", [TOM, TOM]),
    ("Tom Baker escaped the death penalty and was jailed for life.", [TOM, TOM]),
    ("Tom Baker was spared the death penalty.", [TOM]),
    ("Tom Baker and his wife, Ann Lee, were jailed for six years each.", [TOM + ANN]),
    ("Brothers Tom Baker and Ben Baker were jailed for nine years.", [["Tom Baker", "Ben Baker"]]),
    ("Three men were jailed for nine years: Tom Baker, Ben Carter and Paul Smith.", [["Tom Baker", "Ben Carter", "Paul Smith"]]),
    ("Tom Baker, 34, and Ben Carter, 36, were each jailed for nine years.", [TOM + BEN]),
    ("Prosecutors want Tom Baker jailed for nine years.", [TOM]),
    ("Tom Baker's appeal against his nine-year prison sentence failed.", [TOM]),
    ("Tom Baker lost his appeal against a nine-year prison sentence.", [TOM]),
    ("The nine-year prison sentence handed to Tom Baker by Judge Maria Lopez will stand.", [TOM]),
    ("A nine-year prison sentence for Tom Baker was upheld by the Supreme Court.", [TOM]),
    ("The court doubled Tom Baker's sentence to 12 years in prison.", [TOM]),
    ("Tom Baker was ordered to do 200 hours of community service.", [TOM]),
    ("Tom Baker was banned from driving for two years.", [TOM]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "people"), ONE_SEGMENT)
def test_in_one_segment(ex, text, people):
    assert [s.names for s in ex.extract(text).sentences] == people


ACROSS_SEGMENTS = [
    (
        "A judge jailed a former minister for two years. President Tom Baker had fired the former Minister Ann Lee.",
        [ANN],
    ),
    (
        "Ann Lee was jailed for six years. A judge has also convicted and fined Lee $50,000. Lee's brother Tom wept.",
        [ANN, ANN],
    ),
    (
        "Ann Lee and Tom Baker were jailed for two years.\n\nMany wept.\n\nIt rained.\n\nThe Supreme Court upheld the 30-day prison sentence handed down by the district court to a refugee.",
        [ANN + TOM, []],
    ),
    (
        "Ann Lee was jailed for six years. Prosecutors had asked for 13 years in prison. They also wanted a ten-year ban from public office.",
        [ANN, ANN, ANN],
    ),
    ("Officials say they will not free a woman serving a 20-year sentence for theft. Ann Lee, 49, wept.", [ANN]),
    ("Ann Lee was convicted. President Tom Baker endorsed her death sentence.", [ANN]),
    (
        "Former president Ann Lee was tried. Tom Baker, a student, watched. The former president was jailed for six years.",
        [ANN],
    ),
    (
        "A man faces beheading. The letter went to the Prime Minister of Canada Tom Baker. Ann Lee, 23, was convicted of murder.",
        [ANN],
    ),
    ("Ann Lee and Tom Lee were tried. The Lees were jailed for six years.", [["Ann Lee", "Tom Lee"]]),
    ("The court convicted the deputy Tom Baker of fraud. The sentence was fixed at six years in prison.", [TOM]),
    ("The 47-year-old helper Ann Lee worked for the family of Ben Carter. She was jailed for six years.", [ANN]),
    # pronouns
    ("Ann Lee was convicted of fraud. She was jailed for six years.", [ANN]),
    ("Tom Baker admitted the theft. A judge sentenced him to six years in prison.", [TOM]),
    ("Tom Baker was charged with theft. Judge Maria Lopez gave him six years in prison.", [TOM]),
    ("Ann Lee was convicted of fraud. Her six-year prison sentence begins on Monday.", [ANN]),
    ("Ann Lee and Tom Baker were convicted of fraud. They were jailed for six years.", [ANN + TOM]),
    (
        "Ann Lee and Tom Baker were convicted of fraud. Both were sentenced to six years in prison.",
        [ANN + TOM],
    ),
    # descriptions
    ("Doctor jailed for six years\n\nTom Baker was found guilty of fraud on Monday.", [TOM]),
    ("A doctor was jailed for six years on Monday.\n\nTom Baker was found guilty of fraud.", [TOM]),
    ("Tom Baker was convicted of fraud. The former mayor was jailed for six years.", [TOM]),
    ("Tom Baker was convicted of fraud. The defendant was sentenced to six years in prison.", [TOM]),
    # history
    ("Ann Lee was jailed for ten years in 2019. An appeals court later cut it to six years.", [ANN, ANN]),
    ("Ann Lee was jailed for ten years. Her lawyer, Ben Carter, said she would appeal.", [ANN]),
    # co-defendants
    ("Ann Lee was jailed for six years. Tom Baker was jailed for four years.", [ANN, TOM]),
    ("Ann Lee was jailed for six years. Tom Baker, who drove the car, got four years in prison.", [ANN, TOM]),
    ("Tom Baker was convicted of murdering Ann Lee. He was jailed for life.", [TOM]),
    (
        "Tom Baker, 34, was jailed for nine years. Ben Carter, 36, was given a three-year suspended sentence.",
        [TOM, BEN],
    ),
    ("Tom Baker was jailed for nine years. His co-defendant, Ben Carter, was acquitted.", [TOM]),
    ("Tom Baker was acquitted. Ben Carter was not: he was jailed for nine years.", [BEN]),
    ("Tom Baker was convicted of fraud. If the ruling stands, the former mayor will spend six years in prison.", [TOM]),
    ("Ann Lee was the first witness. Tom Baker, the accused, said nothing. He faces ten years in prison.", [TOM]),
    ("Tom Baker pleaded guilty. Under the law, he could be jailed for ten years.", [TOM]),
    ("Judge Maria Lopez spoke for an hour. Tom Baker stood as she jailed him for nine years.", [TOM]),
]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee was convicted of theft. Prosecutors had sought a term for Ann Lee's brother, of six years in prison.",
        "Ann Lee was convicted of theft. Ann Lee's brother said that the charge carries up to six years in prison.",
        "The charge against supporters of Ann Lee carries up to six years in prison. Ann Lee was convicted of theft.",
    ],
)
def test_the_one_defendant_is_not_meant_and_nobody_else_is_there(ex, text):
    assert [s.names for s in ex.extract(text).sentences] == [[]]


@pytest.mark.parametrize(("text", "people"), ACROSS_SEGMENTS)
def test_across_segments(ex, text, people):
    assert [s.names for s in ex.extract(text).sentences] == people
