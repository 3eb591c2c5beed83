"""The finder of penal sentences: a size (a length of time, a sum, life, death) and what makes it a penalty.

First every size is found; then the words beside it decide. Words behind it that name a kind ("25 years in prison")
are the strongest sign, then words in front ("jailed for six years"), then a place in a chain that began with a
penalty ("cut from 22 years to nine"). A size that none of them claims is no sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc

from extractor import mention
from extractor.mention import Mention
from extractor.penalty import Penalty, PenaltyKind
from extractor.quantities import (
    NUMBER,
    UNIT,
    WORD_NUMBER,
    amount_pattern,
    duration,
    money,
)
from extractor.segments import Segments

_GAP = r"[-\s–]{1,2}"
_ONE_SIZE = rf"(?:{NUMBER}{_GAP}(?:(?:more|further|additional|extra|full|whole|calendar)\s)?{UNIT}(?:\sand\sa\shalf)?|\b[Aa]n?\s(?:further\s|full\s)?(?:year|month|week|day)\b(?:\sand\sa\s(?:half|day))?)"
_SIZE = rf"{_ONE_SIZE}(?:(?:,|,?\sand|\splus|\s&)?\s{_ONE_SIZE}){{0,2}}(?:\sless\s(?:a|one)\sday)?(?:\s\((?=[^()]*(?:year|month|week|day))(?![^()]*\b(?:the|was|had|for)\b)[^()]{{3,40}}\))?"
_RANGE_FIRST = rf"(?:{NUMBER}(?:{_GAP}{UNIT})?)"
_TERM = re.compile(
    rf"(?<![\w$€£.,-])(?P<term>"
    rf"(?P<low>{_RANGE_FIRST})(?P<join>(?<=\d)\s?[-–]\s?|\s(?:to|or)\s|-to-)(?P<high>{_ONE_SIZE}(?:\sand\s{_ONE_SIZE})?|life\b)"
    rf"|(?<!between\s)(?P<shared>{NUMBER})\sand\s(?P<unshared>{NUMBER}{_GAP}{UNIT})"
    rf"|(?<=between\s)(?P<blow>{_RANGE_FIRST})\sand\s(?P<bhigh>{_ONE_SIZE})"
    rf"|{_SIZE})(?!\w)",
    re.I,
)

_UNIT_INITIAL = re.compile(r"[-\s](y|m|w|d|h)(?:ears?|onths?|eeks?|ays?|ours?|rs?|ths?)\b", re.I)
_UNIT_WORD = re.compile(r"(?:year|month|week|day|hour|yr|mth)s?\b", re.I)
_CHANGED_FROM = re.compile(
    r"\b(?:cut|reduc\w+|lower\w*|shorten\w*|slash\w*|commut\w+|increas\w+|rais\w+|extend\w*|chang\w+|went|dropp\w+|down|brought|halv\w+|trimm\w+|soften\w+|moved)\b[^.;:!?]{0,60}\bfrom\s$",
    re.I,
)

_LIFE = re.compile(
    r"""\b(?:(?:whole|full)[-\s])?life(?:[-\s]long|time)?[-\s](?:
          (?:prison\s|jail\s|custodial\s)?(?:sentences?|terms?)(?!\sex)|imprisonment|incarceration|confinement|order(?!s?\sof)
          |(?:in|behind|at)\s(?:a\s)?(?:federal\s|state\s|solitary\s)?(?:prison|jail|gaol|custody|bars|hard\slabou?r|(?:penal|labou?r)\scolony)
          |without\s(?:the\s)?(?:possibility\sof\s|chance\sof\s|eligibility\sfor\s)?(?:parole|release))
        (?:(?:,|\sin\s(?:prison|jail))?\swithout\s(?:the\s)?(?:possibility\sof\s|chance\sof\s|eligibility\sfor\s)?(?:parole|release))?
      | \b(?:jailed|imprisoned|sentenced|locked\sup|caged|detained|prison|jail|banged\sup|behind\sbars)\s(?:for|to)\s(?:a\s)?(?:whole\s)?life\b(?!\s(?:in|sentence|imprison|term|behind|without))
      | (?:^|(?<=\n))Life(?=\sfor\s)
      | \breclusion\sperpetua | \bimprisonment\sfor\slife\b
      | (?<=\bgets\s)life\b(?!\s(?:in|imprison|sentence|term|without)) | (?<=\bget\s)life\b(?!\s(?:in|imprison|sentence|term|without)) | (?<=\bgot\s)life\b(?!\s(?:in|imprison|sentence|term|without))
      | (?<=\bgiven\s)life\b(?!\s(?:in|imprison|sentence|term|without)) | (?<=\bdown\s)life\b(?!\s(?:in|imprison|sentence|term|without)) | (?<=\bfor\s)life\b(?=\sfor\s)
      | (?<=\bto\s)life\b(?=[.,;:]|\s(?:for|after|on|over|by|with|last|and|in\s(?!prison|jail|[a-z]+\sprison))|\s?$)
    """,
    re.I | re.X | re.M,
)
_DEATH = re.compile(
    r"""\b(?:death\s(?:penalt(?:y|ies)|sentences?|warrants?(?!.))|capital\spunishment
      | (?:sentenced|condemned)\sto\s(?:death|be\shanged|hang|die)(?:\sby\s(?:hanging|(?:a\s)?firing\ssquad|lethal\sinjection|stoning|beheading))?
      | death\sby\s(?:hanging|(?:a\s)?firing\ssquad|lethal\sinjection|stoning|beheading)
      | (?<=\bto\s)(?:death(?:\sby\s(?:hanging|(?:a\s)?firing\ssquad|lethal\sinjection|stoning))?|hang|be\shanged)(?=\W|$)
      | (?<=punishable\sby\s)death\b | (?<=\bhands\s)death\b | (?<=\bawarded\s)death\b | (?<=\bgets\s)death\b)
    """,
    re.I | re.X,
)
_SENTENCED_SOMEBODY = re.compile(
    r"\b(?:sentenc(?:ed|es|ing|e)|condemn(?:ed|s|ing)?|commuted?)\b[^.;:!?]{0,120}\bto\s$", re.I
)
_KILLED_SOMEBODY = re.compile(
    r"\b(?:beat(?:en|ing)?|stabb(?:ed|ing)|shot|shooting|burn(?:ed|t|ing)|strangl(?:ed|ing)|hack(?:ed|ing)|bludgeon(?:ed|ing)|"
    r"ston(?:ed|ing)|tortured?|torturing|crush(?:ed|ing)|starv(?:ed|ing)|put|putting|kick(?:ed|ing)|batter(?:ed|ing)|frozen|froze|bled|"
    r"lead(?:ing)?|led|contributed|due|prior|close|related|until|choked|scared|fell|plunged|trampled)\s(?:\w+\s){0,4}to\s$",
    re.I,
)

_ADJECTIVES = (
    r"(?:(?:suspended|consecutive|concurrent|mandatory|minimum|maximum|additional|total|effective|straight|federal|state|combined|"
    r"fixed|determinate|indeterminate|extended|custodial|criminal|lengthy|harsh|lenient|original|initial|previous|earlier|first|second|separate|single|"
    r"actual|global|aggregate|partially|partly|fully|wholly|conditional|long|strict|rigorous|simple|severe|hard|life|jury|"
    r"non-parole|community|intermediate|youth|juvenile|military|civil|unpaid|supervised|full)[-\s]){0,3}"
)
_PLACE_OF_PRISON = (
    r"(?:(?:an?|the|his|her|their|one\sof)\s)?(?:(?!(?:years?|months?|weeks?|days?|the|for|to|and)\b)[\w’'-]+\s){0,4}?"
    r"(?:prisons?|jails?|gaol|custody|bars|penitentiary|imprisonment|incarceration|confinement|detention|hard\slabou?r|"
    r"(?:labou?r|penal|prison|correctional|detention|corrective)[-\s](?:camps?|colon(?:y|ies)|facilit(?:y|ies)|institutions?|cent(?:re|er)s?|labou?r)|"
    r"(?:young|youth|juvenile)\s(?:offenders?['’]?\s(?:institution|institute)|detention|custody|facility)|labou?r\scamps?|lock-?up|re-?education|hospital\sorder)"
)
_KINDS: tuple[tuple[PenaltyKind, str], ...] = (
    ("community service", r"(?:of\s)?(?:unpaid\s|mandatory\s|court-ordered\s)?(?:community[-\s](?:services?|work|payback|labou?r|correction(?:s|al)?\sorders?|orders?|based\s(?:sentence|order|work))|unpaid\swork|reparation\swork|public\s(?:service|works?)|(?:correctional|corrective|compulsory|forced|mandatory)\s(?:labou?r|work)(?!\s(?:camp|colon)))"),
    ("supervised release", r"(?:(?:of|on|under)\s)?(?:federal\s|court\s|post-release\s|judicial\s|police\s|mandatory\s)?(?:supervised\s(?:release|freedom)|supervision(?:\s(?:after|following|upon)\srelease|\sorders?)?|(?:extended\s)?licen[cs]e\s(?:period|extension))"),
    ("probation", r"(?:(?:of|on|under|in)\s)?(?:a\s)?(?:formal\s|unsupervised\s|informal\s|supervised\s|court\s|active\s|summary\s)?(?:probation(?:ary)?(?:\s(?:order|sentence|term|period|supervision))?|good\sbehaviou?r(?:\s(?:bond|order))?|deferred\sadjudication|intensive\ssupervision)"),
    ("house arrest", r"(?:(?:of|under|on|in)\s)?(?:house\sarrest|home\s(?:detention|confinement|incarceration|arrest)|domiciliary\sarrest|(?:electronic|GPS)\s(?:monitoring|tagging)|curfew)"),
    ("discharge", r"(?:(?:absolute|conditional)\s)discharges?"),
    ("corporal punishment", r"(?:of\s(?:the\s)?(?:cane|rotan|whip)|caning|flogging)"),
    ("suspended imprisonment", r"(?:(?:of|in)\s)?(?:(?:conditional|deferred|wholly|fully|partly|partially)\s)?suspended\s(?:(?:prison|jail|custodial|imprisonment)\s)?(?:sentences?|terms?|imprisonment|jail|prison|custody|detention|time)|(?:conditional|deferred)\s(?:prison\s|jail\s)?(?:sentences?|terms?|imprisonment)|(?:in\sprison|in\sjail|imprisonment|jail(?:\s(?:term|sentence))?|prison(?:\s(?:term|sentence))?|behind\sbars|in\scustody|(?:sentence|term))?,?\s?(?:(?:which\s(?:was|were|is)|all|both|but|wholly|fully|entirely|conditionally)\s)?suspended(?!\s(?:from|until|after\s(?:serving|he))|\w)(?:\s(?:for|over|on)\s(?:a\speriod\sof\s)?" + rf"(?:{NUMBER})[-\s]{UNIT}(?![-\s]\w+\s(?:sentence|ban)))?"),
    ("disqualification", r"(?:(?:driving|road|electoral|political|travel|professional|parliamentary|lifetime)\s)?(?:of\s)?(?:bans?|disqualifications?|prohibition|suspension|ineligibility|exclusion|debarment)(?:\s(?:from|on|against|for|to)\s(?:[\w’'-]+ing\s)?(?:(?:the|any|all|a)\s)?(?!any\b)[\w’'-]+(?:\s(?:office|animals?|compan(?:y|ies)|elections?|medicine|law|posts?|functions?|directors?|country|places?|work))?)?"),
    ("imprisonment", rf"(?:prison|jail|gaol|custodial|custody|imprisonment|detention|penal|incarceration|confinement|labou?r\scamp)[-\s](?:sentences?|terms?|stints?|stretch(?:es)?|times?|spells?|punishments?)\b|(?:(?:of|in|at|behind|inside|on)\s)?(?:(?:rigorous|simple|strict|effective|hard|mandatory|actual|solitary|corrective)\s)?(?:imprisonment|incarceration|confinement|hard\slabou?r|detention|jail(?:\stime)?|prison(?:\stime)?|custody|penal\sservitude|reclusion)\b|(?:in|behind|of|at|inside|on)\s{_PLACE_OF_PRISON}|without\s(?:the\s)?(?:possibility\sof\s|chance\sof\s)?parole|(?:(?!in\b|of\b|for\b|the\b|and\b)[a-z]{{4,}}\s){{0,1}}(?:jail\s|prison\s|custodial\s)?(?:sentences?|terms?|stints?|stretch)\b(?!\s(?:as|in\soffice|of\soffice|at\sthe\shelm|in\sthe\s(?:\w+\s)?(?:legislature|senate|parliament|house|congress|cabinet|assembly|council)))"),
)  # fmt: skip
_KIND_BEHIND = re.compile(
    rf"(?:['’]s?)?(?:,?[-\s]{{1,2}}|,\s)(?:{_ADJECTIVES})(?:"
    + "|".join(f"(?P<k{n}>{body})" for n, (_, body) in enumerate(_KINDS))
    + r")(?!\w)",
    re.I,
)
_NO_PENALTY_BEHIND = re.compile(
    r"[-\s](?:(?:of|in|on)\s)?(?:pre-?trial|preventive|remand|provisional|administrative\sremand|investigative)\b|"
    r"[-\s]old\b|\sago\b|\s(?:earlier|later)\b|\sof\sage\b|"
    r"[-\s](?:in\soffice|as\s(?:president|prime|mayor|governor|chairman|head|leader|minister|chief|a\s)|contract|deal|term\s(?:as|in\soffice)|"
    r"(?:trial|investigation|rule|reign|career|marriage|relationship|war|conflict|period|history|anniversary|study|plan|project|lease|warranty|mandate|presidential\sterm))\b",
    re.I,
)

_BOUND = re.compile(
    r"(?:(?P<most>(?:up\sto(?:\sa\smaximum\sof)?|at\smost|(?:a\s)?maximum(?:\s(?:term|sentence|prison\s(?:term|sentence)|penalty|punishment|jail\sterm|fine))?\sof|no\smore\sthan|not\smore\sthan|as\s(?:many|much)\sas|less\sthan|under|not\s(?:to\s)?exceed(?:ing)?|maximum))|"
    r"(?P<least>(?:at\sleast|more\sthan|no\sless\sthan|not\sless\sthan|no\sfewer\sthan|over|(?:a\s)?(?:mandatory\s)?minimum(?:\s(?:term|sentence|prison\s(?:term|sentence)|jail\sterm|period))?\sof|(?:mandatory\s)?minimum))|"
    r"(?P<near>nearly|almost|about|around|approximately|some|roughly|a\s(?:total|further|combined|whopping|mere|record)\s(?:of\s)?|(?:another|additional|a\s+further|further|total\sof|an\sadditional|an\sextra|concurrent|consecutive|the\snext|exactly|just|only)))\s$",
    re.I,
)
_BOUND_REACH = 44
_BOUND_TAIL = re.compile(r"\s(?:(?P<least>at\sleast|or\smore|minimum)|at\s(?:the\s)?most|or\sless|maximum)(?=[\s.,;])")
_BOUNDED_NOUN = re.compile(r"(?:(?:prison|jail|custodial)\s)?(?:sentences?|terms?|imprisonment)\s$", re.I)
_LIMIT = re.compile(r"(?:maximum|minimum|mandatory\sminimum)\s", re.I)
_VERB_STEM = r"(?:sentenced|jailed|imprisoned|incarcerated|locked\sup|locked\saway|caged|put\s(?:away|behind\sbars)|sent\s(?:to\s(?:prison|jail)|down|behind\sbars)|banged\sup|detained|interned|confined|remanded)"
_NOUN_OF = (
    r"(?:(?:suspended|prison|jail|gaol|custodial|total|combined|minimum|maximum|mandatory|fixed|effective|concurrent|consecutive|conditional|determinate|extended|criminal|federal|reduced|partly|partially)[-\s]){0,3}"
    r"(?:sentences?|terms?|imprisonment|incarceration|detention|custody|confinement|punishments?|penalt(?:y|ies)|stints?|jail|prison|servitude)\s"
    r"(?:(?:(?:of|for)(?:\s(?:between|from))?|totall?ing|ranging\sfrom|amounting\sto|(?:for\s)?a\s(?:period|term)(?:\sof)?|for\sa\s(?:period|term)\sof|of\simprisonment\sof)\s)"
)
_LEFT_KINDS: tuple[tuple[str, PenaltyKind, str], ...] = (
    ("probation", "probation", r"probation\s(?:for|of|totall?ing)\s(?:a\s(?:period|term)\sof\s)?"),
    ("supervised", "supervised release", r"(?:supervised\srelease|supervision)\s(?:order\s)?(?:for|of)\s(?:a\s(?:period|term)\sof\s)?"),
    ("house-arrest", "house arrest", r"(?:house\sarrest|home\s(?:detention|confinement)|restriction\sof\sliberty|curfew)\s(?:order\s)?(?:for|of)\s(?:a\s(?:period|term)\sof\s)?"),
    ("community", "community service", r"(?:community\s(?:service|work|order)|unpaid\swork)\s(?:order\s)?(?:for|of|totall?ing)\s"),
    ("discharge", "discharge", r"(?:conditional\s)discharged?\s(?:for|of)\s(?:a\speriod\sof\s)?"),
    ("ban", "disqualification", r"(?:disqualifi(?:ed|cation)|banned|barred|prohibited|excluded|driving\sban|disqualified|ineligible|suspended)(?:\s(?:from|for|to)\s(?:[\w’'-]+\s){1,6}?|\s(?:him|her|them)\sfrom\s(?:[\w’'-]+\s){1,6}?|\s)(?:for|of)\s(?:a\speriod\sof\s)?"),
    ("bound-over", "other", r"bound\s(?:over|(?:over\s)?to\s(?:keep\s)?the\speace)\s(?:for|to)\s"),
    ("suspended-noun", "suspended imprisonment", r"suspended\s(?:(?:prison|jail|custodial)\s)?(?:sentences?|terms?|imprisonment)\s(?:of|for|totall?ing)\s"),
    ("noun", "imprisonment", _NOUN_OF),
    ("verb", "imprisonment", rf"{_VERB_STEM}\s(?:for|to)\s(?:(?:a\s)?(?:term|period)\sof\s|serve\s|spend\s)?"),
    ("prison-for", "imprisonment", r"(?:prison|jail)\sfor\s"),
)  # fmt: skip
_LEFT = re.compile(
    r"(?:^|(?<=[\s“\"'‘(-]))(?:" + "|".join(f"(?P<l{n}>{body})" for n, (_, _, body) in enumerate(_LEFT_KINDS)) + r")$",
    re.I,
)
_UNDERSTOOD = re.compile(
    r"(?:\b(?:given|gave(?:\s\S+){1,3}|ordered|(?:call|request|demand|bid)(?:s|ed)?\sfor|asked\s(?:\w+\s){0,3}for|hand(?:s|ed|ing)?(?:\s(?:down|out|over))?(?:\s\S+){0,3}|want(?:s|ed)?|propos(?:ed|es|ing)|suggest(?:ed|s)|urg(?:ed|ing)|to\sdo|bags?|bagged|ask(?:s|ing)?\s(?:\w+\s){0,3}for|gets?|got|receiv(?:ed|es|ing)|slapped\s(?:\S+\s)?with|awarded(?:\s\S+)?|"
    r"faces?|faced|facing|serving|to\sserve|serves?|serve\s(?:out\s)?|imposed|carr(?:y|ies|ied|ying)|punishable\sby|punishable\swith|attracts?|landed|"
    r"seek(?:s|ing)?|sought|demand(?:ed|ing|s)?|asked\sfor|requested|recommended|called\sfor|added)\s(?:\S+\s){0,1}?"
    r"|\b(?:sentenc(?:ed|es|ing)|jail(?:ed|ing|s)|imprison(?:ed|ing|s)|condemn(?:ed|s|ing))\s[^.;:!?]{1,140}?\s(?:to|for)\s(?:serve\s|spend\s)?"
    r"|\b(?:cut|reduc(?:ed?|ing)|lower(?:ed|ing)?|shorten(?:ed|ing)?|slash(?:ed|ing)?|commut(?:ed?|ing)|increas(?:ed?|ing)|rais(?:ed?|ing)|extend(?:ed|ing)?|length?en(?:ed|ing)?|doubl(?:ed?|ing)|upgraded|dropp(?:ed|ing)|brought|halv(?:ed|ing)|rais(?:es)|ups|upped)\b[^.;:!?]{0,90}?\s(?:to|from|of)\s)$",
    re.I,
)
_SURE_UNDERSTOOD = re.compile(
    r"\b(?:sentenc(?:ed|es|ing)|jail(?:ed|ing|s)|imprison(?:ed|ing|s)|condemn(?:ed|s|ing))\s[^.;:!?]{1,140}?\s(?:to|for)\s(?:serve\s|spend\s)?$|"
    r"\b(?:sentences?|terms?|imprisonment|punishment|penalty)\b[^.;:!?]{0,90}?\s(?:to|from|of)\s$",
    re.I,
)
_CRIME_BEHIND = re.compile(
    r"\s?(?:[.,;:()]|$|\n|\s(?:for|in|on|over|after|behind|if|when|by|with|without|under|and|plus|but|at|to|the|instead|while|who|which|from|per|or|each|should|unless|respectively|apiece|concurrently|consecutively|last|on|yesterday|today|as)\b)",
    re.I,
)
_NOT_A_TERM_BEHIND = re.compile(
    rf"\s(?:to\s(?!(?:{WORD_NUMBER}|life|death)\b)[a-z]+|of\s(?!age)(?!hard|imprison|jail|prison|detention)[a-z]+|notice|(?:after|before|since)\s(?:the|his|her|their|its|it|he|she|they)|from\s(?:now|today)|in\s(?:the|a|business|power|office|exile|hiding|hospital))\b",
    re.I,
)
_SERVED_BEFORE = re.compile(
    r"\b(?:spent|spending|languish(?:ed|ing)|wait(?:ed|ing)|(?:has|have|had|having)\s(?:already\s)?(?:been\s(?:held|in)|served|spent)|already\sserved|after(?:\s(?:serving|spending))?|"
    r"serv(?:ed|ing)\s(?:only\s|just\s|nearly\s|almost\s|about\s|some\s|over\s|more\sthan\s|at\sleast\s)?|(?:his|her|their|my|our)|every|within|in\sthe\s(?:past|last)|"
    r"less\sthan|held\s(?:for)?|parole\safter|eligible\s(?:for\sparole\s)?(?:in|after)|the\s(?:past|last|first)|by|reduced\sby|cut\sby|remission\sof|non-parole\speriod\sof|for\sthe\s(?:past|last)|during|into|of)\s(?:(?:some|nearly|about|almost|over|more\sthan|at\sleast|the)\s)?$",
    re.I,
)
_PART_SERVED = re.compile(
    r"\b(?:after(?:\s(?:serving|spending))?|held\sfor|spent|spending|(?:has|have|had|having)\s(?:already\s)?served|already\sserved|eligible\sfor\sparole\s\w+|"
    r"non-parole\speriod\sof|parole\s(?:period\sof|after)|before|within|(?:remission|reduction|parole|eligibility)\s(?:for|of))\s(?:(?:just|only|nearly|almost|about|over|more\sthan|at\sleast|some)\s)?$",
    re.I,
)
_SOMEBODY_ELSE_FOR = re.compile(
    r"(?:[,;]|\b(?:and|while|with|but))\s(?:[A-Z][\w’'.-]+(?:,?\s(?:and\s)?[A-Z][\w’'.-]+){0,4}|(?:his|her|the|an?|their|both|two)\s[\w-]+(?:\s[\w-]+)?(?:,\s[A-Z][\w’'-]+,)?)"
    r"\s(?:(?:was|were)\s)?for\s$"
)
_BARE_CHAIN = re.compile(
    r"(?:\b(?:from|to|and|or|plus|then|by)|,)\s(?:(?:an?\s)?(?:further|another|additional|extra|concurrent|consecutive)\s|(?:to|for|with|of)\s|[A-Z][\w’'.-]+(?:\s[A-Z][\w’'.-]+){0,2}\s(?:for|to|with|got|received|was\sgiven|given)?\s?|(?:his|her)\s[\w\s-]{3,20}?\s(?:for|to|got|received)\s|the\s(?:other|second|third|latter)\s(?:for|to|got|received)?\s?|for\s)?$|[(–—-]\s?$|\bone\s(?:for|to)\s$|\b(?:for|to|got|received|given)\s$",
)
_CHAIN_BEHIND = re.compile(
    r"\s?(?:[.,;:()]|$|\n)|\s(?:for|on|over|to|the|respectively|each|concurrently|consecutively|after|in|if|but|and|or|with|by|should|unless|suspended)\b",
    re.I,
)

_NUMBER_IN_CHAIN = re.compile(
    rf"(?:(?:[,;:–—-]|\band)\s(?P<listed>{WORD_NUMBER}|\d{{1,2}})(?=\seach\b|\s(?:for|on)\s(?!(?:a|the)\s(?:first|second))[a-z])"
    rf"|\b(?:for|to|from|got|received)\s(?P<given>{WORD_NUMBER}|\d{{1,2}})"
    r"(?=\seach\b|\s(?:for|on)\s(?!(?:a|the)\s(?:first|second))[a-z]|[.,;]?\s?$|[.,;]\s|\sand\s[A-Z]|\sthe\s(?:prison|jail|sentence|term)))"
)

_STROKES = re.compile(
    rf"\b(?:{NUMBER})\s(?:strokes?|lashes)(?:\sof\s(?:the\s|a\s)?(?:light\s)?(?:cane|rotan|whip))?|\b(?:{NUMBER})\scanings\b",
    re.I,
)
_DISCHARGE = re.compile(r"\b(?:absolute|conditional|unconditional)\sdischarge\b", re.I)
_RANK = re.compile(
    r"\breduction\s(?:in|of)\srank\b|\b(?:dis)honou?rable\sdischarge\b|\bdemotion\b(?=\s?[.,;]|\sand\b|$)", re.I
)
_LIFETIME_BAN = re.compile(
    r"\b(?:(?:perpetual|lifelong|permanent|lifetime)\s(?:absolute\s|special\s)?(?:disqualification|ban)(?:\s(?:from|on)\s(?:[\w-]+ing\s)?[\w-]+(?:\s(?:office|animals?|medicine|law))?)?|banned\s(?:\w+\s)?from\s(?:[\w-]+\s){1,5}?for\slife|life(?:time)?[-\s](?:long\s)?(?:driving\s)?(?:ban|disqualification)(?:\sfrom\s(?:[\w-]+\s?){1,4}?(?=\sfor\b|\sand\b|[.,;:)]|$))?|banned\sfor\slife(?:\sfrom\s[\w-]+(?:\s[\w-]+)?)?)",
    re.I,
)
_MONEY_WORD = re.compile(
    r"\b(?:fine[ds]?|fining|penalt(?:y|ies)|damages|compensation|restitution|forfeit(?:ure|ed)?|confiscat(?:ed|ion)|surcharged?|indemnity|reparations?|costs|pay|repay|refund|levy|bond)\b",
    re.I,
)


@cache
def _sum() -> re.Pattern[str]:
    return re.compile(amount_pattern() + r"|(?<=\bfine\sof\s)\d{1,3}(?:,\d{3})+\b", re.I)


_SIZER = (
    r"(?:(?:up\sto|at\sleast|more\sthan|over|nearly|almost|around|about|not\s(?:more|less)\sthan|an?\s(?:total|maximum|minimum|further|combined)\sof|"
    r"another|an?\s(?:additional|extra|further))\s){0,2}"
)
_REPAID = (
    r"(?:damages|compensation|restitution|reparations?|moral\sdamages?|indemnity|forfeiture|confiscation|surcharge)"
)
_OF = r"(?:in\sthe\s(?:sum|amount)\sof|of|totall?ing|worth|amounting\sto|ranging\sfrom|between|for)"
_BEFORE_SUM = re.compile(
    rf"""(?:(?P<fined>\bfined)\s{_SIZER}
      | \bfin(?:ed|es|ing)\s(?:[^\s.;:!?]+\s){{1,9}}?(?P<whom>{_SIZER})
      | (?P<noun>\b(?:fines?|(?:civil|criminal|monetary|financial|money|pecuniary)\s(?:penalt(?:y|ies)|fines?)|fine\spenalty|penalt(?:y|ies)))\s(?:{_OF}\s)?{_SIZER}
      | (?P<repaid>\b{_REPAID})\s(?:to\s(?:[\w’'.-]+\s){{1,6}}?)?{_OF}\s{_SIZER}
      | \b(?:forfeit|surrender)\s(?P<ordered>{_SIZER}))$""",
    re.I | re.X,
)
_AFTER_SUM = re.compile(
    rf"(?:\s\([^()]{{3,40}}\))?(?:(?:\sin)?[-\s](?:(?:criminal|civil|court|total|administrative|individual)\s)?(?P<fine>fines?|penalt(?:y|ies))\b"
    rf"|\s(?:in|as|by\sway\sof)\s(?:\w+\s(?:and\s)?){{0,3}}?(?P<repaid>{_REPAID}))",
    re.I,
)
_SIZER_BEFORE = re.compile(rf"\b{_SIZER}$", re.I)
_MONEY_REACH = 130


class _Size(NamedTuple):
    """A length of time in the text, its bound included in `start`, and its value."""

    start: int
    end: int
    term: str | None
    life: bool


def sentence_finder(doc: Doc) -> Doc:
    """SpaCy component: fills `doc.spans["sentences"]`."""
    return mention.write(doc, "sentences", find_sentences(mention.text_of(doc)))


def find_sentences(text: str) -> list[Mention]:
    """Every penal sentence of `text`, in order, with its `Penalty`."""
    found = [*_lives(text), *_deaths(text), *_fines(text), *_others(text)]
    found += _terms(text, found)
    return mention.without_overlaps(found)


def _make(text: str, start: int, end: int, rule: str, penalty: Penalty) -> Mention:
    return Mention("sentences", start, end, text[start:end], f"rule:{rule}", penalty)


def _lives(text: str) -> Iterator[Mention]:
    for match in _near(_LIFE_WORD, _LIFE, text, 30):
        after_to = text[match.start() - 3 : match.start()] == "to "
        if (
            match.group() == "life"
            and after_to
            and not _SENTENCED_SOMEBODY.search(text[max(0, match.start() - 130) : match.start()])
        ):
            continue
        start = _with_bound(text, match.start())
        yield _make(text, start, match.end(), "life", Penalty("life imprisonment"))


def _bound_before(text: str, start: int) -> re.Match[str] | None:
    """The words that bound or introduce the size at `start`; the last of them tells cheaply if there are any."""
    last = _LAST_WORD.search(text, max(0, start - _LONGEST_BOUND_WORD), start)
    if last is None or last.group(1).lower() not in _BOUND_ENDS:
        return None
    return _BOUND.search(text, max(0, start - _BOUND_REACH), start)


_LAST_WORD = re.compile(r"(\w+)\s$")
_LONGEST_BOUND_WORD = 16
_BOUND_ENDS = frozenset(
    """
    to most of than as under exceed exceeding maximum least fewer over minimum nearly almost about around
    approximately some roughly total further combined whopping mere record another additional extra concurrent
    consecutive next exactly just only
    """.split()
)


def _with_bound(text: str, start: int) -> int:
    """Where the words that bound a size without a number begin: "up to |life in prison"."""
    bound = _bound_before(text, start)
    if bound and (bound["most"] or bound["least"]):
        begin = bound.start()
        return begin + 2 if text[begin : begin + 2].lower() == "a " else begin
    return start


def _deaths(text: str) -> Iterator[Mention]:
    for match in _DEATH.finditer(text):
        if text[match.start() - 3 : match.start()].lower() == "to ":
            before = text[max(0, match.start() - 130) : match.start()]
            if not _SENTENCED_SOMEBODY.search(before) or _KILLED_SOMEBODY.search(before):
                continue
        yield _make(text, match.start(), match.end(), "death", Penalty("death"))


def _fines(text: str) -> Iterator[Mention]:
    found = [m for sums in _near(_MONEY_WORD, _sum(), text, _MONEY_REACH) if (m := _one_fine(text, sums))]
    yield from found
    yield from _sums_in_chain(text, [m for m in found if m.value.kind == "fine"])


def _near(word: re.Pattern[str], pattern: re.Pattern[str], text: str, reach: int) -> Iterator[re.Match[str]]:
    """The matches of a dear pattern, looked for only around the matches of a cheap one."""
    for start, end in _windows(word, text, behind=reach, ahead=reach):
        yield from pattern.finditer(text, start, end)


_LIFE_WORD = re.compile(r"\b(?:[Ll]ife|LIFE|[Pp]erpetua)")
_STROKE_WORD = re.compile(r"\b(?:strokes?|lashes|canings)\b")
_BAN_WORD = re.compile(r"\b(?:[Bb]an(?:ned)?|[Dd]isqualification)\b")


def _windows(word: re.Pattern[str], text: str, behind: int, ahead: int) -> Iterator[tuple[int, int]]:
    """The stretches around each match of `word`, run together where they touch."""
    start = end = -1
    for match in word.finditer(text):
        if match.start() - behind > end:
            if end >= 0:
                yield start, end
            start = max(0, match.start() - behind)
        end = min(len(text), match.end() + ahead)
    if end >= 0:
        yield start, end


def _sums_in_chain(text: str, fines: list[Mention]) -> Iterator[Mention]:
    """The other sum of a fine that was changed: "saw his 2 million kroner fine shrink to |150,000 kroner|"."""
    for fine in fines:
        line_end = text.find("\n", fine.end)
        limit = min(fine.end + _CHAIN_REACH, line_end if line_end >= 0 else len(text))
        for sums in _sum().finditer(text, fine.end, limit):
            if _CHANGED_TO.search(text[fine.end : sums.start()]):
                words = sums.group()
                yield _make(text, *sums.span(), "sum-in-chain", Penalty("fine", amount=money(words), amount_text=words))


_CHAIN_REACH = 160
_CHANGED_TO = re.compile(
    r"\b(?:shr[iu]nk|cut|reduced|lowered|halved|down|raised|increased|doubled|from|imposed)\b[^.;]{0,80}?\b(?:to|from)\s$",
    re.I,
)


def _one_fine(text: str, sums: re.Match[str]) -> Mention | None:
    """The fine or the compensation that a sum is, by the words in front of it or behind it."""
    start, end = sums.span()
    from_ = max(0, start - _MONEY_REACH)
    before = _BEFORE_SUM.search(text[from_:start])
    behind = _AFTER_SUM.match(text, end)
    if behind and not (before and (before["fined"] or before["noun"])):
        kind: PenaltyKind = "fine" if behind["fine"] else "restitution"
        sizer = _SIZER_BEFORE.search(text[from_:start])
        begin, end = (from_ + sizer.start() if sizer else start), behind.end()
    elif before:
        kind = "restitution" if before["repaid"] or before["ordered"] is not None else "fine"
        group = next(name for name in ("fined", "noun", "repaid", "whom", "ordered") if before[name] is not None)
        begin = from_ + before.start(group)
    else:
        return None
    while text[begin : begin + 2].lower() == "a ":
        begin += 2
    words = sums.group()
    return _make(text, begin, end, kind, Penalty(kind, amount=money(words), amount_text=words))


def _others(text: str) -> Iterator[Mention]:
    for match in _near(_STROKE_WORD, _STROKES, text, 60):
        yield _make(text, match.start(), match.end(), "strokes", Penalty("corporal punishment"))
    for match in _DISCHARGE.finditer(text):
        yield _make(text, match.start(), match.end(), "discharge", Penalty("discharge"))
    for match in _RANK.finditer(text):
        yield _make(text, match.start(), match.end(), "rank", Penalty("other"))
    for match in _near(_BAN_WORD, _LIFETIME_BAN, text, 60):
        yield _make(text, match.start(), match.end(), "ban", Penalty("disqualification"))


def _terms(text: str, others: list[Mention]) -> list[Mention]:
    segments = Segments(text)
    begun = {segments.index(m.start) for m in others}
    found: list[Mention] = []
    waiting: list[tuple[int, _Size]] = []
    for size in _sizes(text):
        number = segments.index(size.start)
        accepted = _judge(text, size, segments.span(number))
        if accepted:
            found.append(accepted)
            begun.add(number)
        else:
            waiting.append((number, size))
    for number, size in waiting:
        if number in begun:
            chained = _in_chain(text, size, segments.span(number))
            if chained:
                found.append(chained)
    for number in sorted({segments.index(m.start) for m in found}):
        found += _numbers_in_chain(text, segments.span(number), found)
    return found


def _sizes(text: str) -> Iterator[_Size]:
    """Every length of time, with its bound; only the neighbourhood of a unit of time is searched."""
    for start, end in _windows(_UNIT_WORD, text, behind=70, ahead=60):
        for match in _TERM.finditer(text, start, end):
            change = _CHANGED_FROM.search(text, max(0, match.start() - 90), match.start())
            if match["low"] and change and match["join"].strip() == "to" and match["high"].lower() != "life":
                yield from _old_and_new(match)
                continue
            if match["shared"]:
                yield from _shared_unit(match)
                continue
            size = _size(text, match)
            if size:
                yield from _apart(text, size)


def _shared_unit(match: re.Match[str]) -> Iterator[_Size]:
    """The two sizes of "14 and 13 years"."""
    unit = re.search(rf"[-\s]({UNIT})", match["unshared"], re.I)
    for name, words in (
        ("shared", f"{match['shared']} {unit.group(1) if unit else ''}"),
        ("unshared", match["unshared"]),
    ):
        term = duration(words)
        if term:
            yield _Size(match.start(name), match.end(name), term, False)


def _apart(text: str, size: _Size) -> Iterator[_Size]:
    """Two sizes in one unit are two: "five years and two years in prison"."""
    words = text[size.start : size.end].partition("(")[0]
    units = [u.group(1).lower() for u in _UNIT_INITIAL.finditer(words)]
    parts = list(re.finditer(_ONE_SIZE, words, re.I))
    if len(parts) < 2 or len(set(units)) == len(units) or size.life or "/" in (size.term or ""):
        yield size
        return
    for part in parts:
        term = duration(part.group())
        if term:
            yield _Size(size.start + part.start(), size.start + part.end(), term, False)


def _old_and_new(match: re.Match[str]) -> Iterator[_Size]:
    """The two sizes of "cut from nine to eight years", which is no range."""
    unit = re.search(rf"[-\s]({UNIT})", match["high"], re.I)
    old = duration(match["low"]) or duration(f"{match['low']} {unit.group(1) if unit else ''}")
    for name, term in (("low", old), ("high", duration(match["high"]))):
        if term:
            yield _Size(match.start(name), match.end(name), term, False)


def _size(text: str, match: re.Match[str]) -> _Size | None:
    """The size with the words that bound it."""
    low, high = match["low"] or match["blow"], match["high"] or match["bhigh"]
    life = (high or "").lower() == "life"
    if low:
        unit = re.search(rf"[-\s]({UNIT})", high) if high and not life else None
        own = re.search(rf"[-\s]{UNIT}$", low, re.I)
        if life and not own:
            first = duration(low + " years")
        else:
            first = duration(low if own else f"{low} {unit.group(1) if unit else ''}")
        last = ".." if life else duration(high or "")
        term = f"{first}/{last}" if first and last else None
    else:
        term = duration(re.sub(r"\([^()]*\)|\sless\s(?:a|one)\sday", "", match["term"]))
    if term is None:
        return None
    bound = _bound_before(text, match.start())
    start = _with_bound(text, match.start())
    if bound:
        if (bound["near"] or "").lower() in ("nearly", "almost"):
            start = bound.start()
        if bound["most"]:
            term = f"../{term}"
        elif bound["least"]:
            term = f"{term}/.."
    if low and bound and term.count("/") > 1:
        return None
    tail = _BOUND_TAIL.match(text, match.end())
    if tail and "/" not in term:
        return _Size(start, tail.end(), f"{term}/.." if tail["least"] else f"../{term}", life)
    return _Size(start, match.end(), term, life)


def _judge(text: str, size: _Size, segment: tuple[int, int]) -> Mention | None:
    """The sentence that `size` is part of, by the words right behind or right in front of it."""
    if _NO_PENALTY_BEHIND.match(text, size.end):
        return None
    before = text[max(segment[0], size.start - 170) : size.start]
    behind = _KIND_BEHIND.match(text, size.end, min(len(text), size.end + 120))
    left = _LEFT.search(_without_filler(before))
    if size.life:
        return _make(text, size.start, size.end, "to-life", Penalty("imprisonment", size.term))
    if behind:
        return _with_kind_behind(text, size, before, behind)
    if left:
        return _with_kind_in_front(text, size, before, left)
    return None if _PART_SERVED.search(before) else _understood(text, size, segment, before)


def _understood(text: str, size: _Size, segment: tuple[int, int], before: str) -> Mention | None:
    """A size whose kind nobody names, where the verb or the place tells that it is a prison term."""
    if size.start == segment[0] or text[segment[0] : size.start] in ("“", '"', "‘", "'"):
        headline = _FOR_A_CRIME.match(text, size.end) and _penal(text, size)
        return _make(text, size.start, size.end, "headline", Penalty("imprisonment", size.term)) if headline else None
    bounded = _BOUNDED_NOUN.search(before) if size.term and "/" in size.term else None
    if bounded:
        return _make(
            text, size.start - len(bounded.group()), size.end, "noun-in-front", Penalty("imprisonment", size.term)
        )
    sure = _SURE_UNDERSTOOD.search(_without_filler(before))
    listed = before.endswith(": ") or _LIMIT.match(text, size.start)
    if sure or listed or _UNDERSTOOD.search(_without_filler(before)):
        fits = _CRIME_BEHIND.match(text, size.end) and not _NOT_A_TERM_BEHIND.match(text, size.end)
        if fits and (sure or _penal(text, size)):
            return _make(text, size.start, size.end, "understood", Penalty("imprisonment", size.term))
    return None


_FOR_A_CRIME = re.compile(
    r"\sfor\s(?:(?!the\s(?:first|last))[a-z]+ing|[a-z]+er|[a-z]+or|[a-z]+ist|man|woman|couple|gang|trio|duo|mother|father|ex-|former|murder|fraud|rape|theft)\b",
    re.I,
)
_OFFICE_BEFORE = re.compile(
    r"\b(?:elect(?:ed|ion)?|re-?elected|office|presidential|president|mandate|campaign|appointed|parliamentary|tenure)\b[^.;:!?]{0,50}$",
    re.I,
)
_FILLER = re.compile(
    r"(?:\b(?:nearly|almost|about|around|approximately|some|roughly|an?\s(?:total|further|combined|whopping|mere|record|additional|extra|effective)(?:\sof)?|another|additional|further|the\snext|exactly|just|only|an?)\s)+$",
    re.I,
)
_PENAL = re.compile(
    r"\b(?:sentenc|jail|prison|imprison|convict|guilty|court|judge|charg|offen[cs]|crime|criminal|penal|prosecut|murder|fraud|rape|theft|"
    r"behind bars|verdict|trial|plead|felony|accused|inmate|appeal|bribery|corruption|manslaughter|drug|count|graft|robb|assault|kill|embezz|launder|smuggl|traffick|terror|abus|violen|defam|tax|arson|burglar|kidnap|"
    r"defraud|perjury|libel|poach|extort|treason|espionage|blasphem|insult|weapon|firearm|serve\b|serving\b|serves\b)",
    re.I,
)
_PENAL_REACH = 200


def _penal(text: str, size: _Size) -> bool:
    """True if words of crime and courts stand near."""
    return _PENAL.search(text, max(0, size.start - _PENAL_REACH), size.end + _PENAL_REACH) is not None


def _without_filler(before: str) -> str:
    return _FILLER.sub("", before)


def _with_kind_behind(text: str, size: _Size, before: str, behind: re.Match[str]) -> Mention | None:
    if _OFFICE_BEFORE.search(before) and not re.search(r"prison|jail|sentence", behind.group(), re.I):
        return None
    kind = next(_KINDS[n][0] for n in range(len(_KINDS)) if behind[f"k{n}"])
    words = behind.group().lower()
    served = _SERVED_BEFORE.search(before)
    if served and not _has_determiner(words, served.group()) and kind == "imprisonment":
        return None
    if kind == "imprisonment" and "suspended" in words:
        kind = "suspended imprisonment"
    if kind == "disqualification" and not _is_penal_ban(text, size, behind.end()):
        return None
    start = size.start
    front = re.search(r"\b(suspended|partially suspended|partly suspended|conditional)\s$", before, re.I)
    if front and kind == "imprisonment":
        start -= len(front.group())
        kind = "suspended imprisonment"
    end = behind.end()
    while text[end - 1] in " ,":
        end -= 1
    return _make(text, start, end, "term", Penalty(kind, size.term))


def _has_determiner(words: str, before: str) -> bool:
    """True for "after a 25-year sentence", "his 25-year sentence": the whole term, not the part served."""
    return re.search(r"(?:sentences?|terms?)$", words.strip()) is not None and not re.search(
        r"\b(?:spent|spend|reduced by|cut by)\b", before
    )


_PENAL_BAN = re.compile(
    r"driv|road|office|politic|public|holding|run|standing|elect|vot|director|compan|keep|own|animal|pet|travel|leav|enter|profession|practi[sc]|teach|work|bar|court|bidding|trading|industry|securities|financ|law",
    re.I,
)


def _is_penal_ban(text: str, size: _Size, end: int) -> bool:
    around = text[size.end : end]
    return _PENAL_BAN.search(around) is not None


def _with_kind_in_front(text: str, size: _Size, before: str, left: re.Match[str]) -> Mention | None:
    number = next(n for n in range(len(_LEFT_KINDS)) if left[f"l{n}"])
    rule, kind, _ = _LEFT_KINDS[number]
    words = left.group()
    if rule == "ban" and not (_PENAL_BAN.search(words) or _penal(text, size)):
        return None
    if (
        rule == "noun"
        and re.match(r"terms?\s", words, re.I)
        and (_OFFICE_BEFORE.search(before) or not _penal(text, size))
    ):
        return None
    if re.search(r"\b(?:detained|remanded|confined|interned|detention|custody)\b", words, re.I) and not re.search(
        r"sentenc|convict|guilty|jail", before, re.I
    ):
        return None
    if re.search(r"suspended|conditional|deferred", words, re.I) and kind == "imprisonment":
        kind = "suspended imprisonment"
    if _NOT_A_TERM_BEHIND.match(text, size.end) and rule not in ("noun", "verb"):
        return None
    filler = len(before) - len(_without_filler(before))
    start = size.start - filler - len(words)
    if rule == "verb" and filler and text[size.start - filler : size.start].lower() not in ("a ", "an "):
        start = size.start - filler - len(words)
    start += len(words) - len(words.lstrip())
    tail = _KIND_TAIL.match(text, size.end)
    end = tail.end() if tail else size.end
    if tail and kind == "imprisonment":
        kind = "suspended imprisonment"
    return _make(text, start, end, f"{rule}-in-front", Penalty(kind, size.term))


_KIND_TAIL = re.compile(
    rf",?\s(?:(?:which\s(?:was|is)|wholly|fully|all)\s)?suspended(?:\sfor\s(?:{NUMBER})[-\s]{UNIT})?(?!\w)", re.I
)


def _in_chain(text: str, size: _Size, segment: tuple[int, int]) -> Mention | None:
    """A size whose kind is understood from a penalty named before in the same segment."""
    before = text[max(segment[0], size.start - 60) : size.start]
    if (
        _NO_PENALTY_BEHIND.match(text, size.end)
        or _NOT_A_TERM_BEHIND.match(text, size.end)
        or not _CHAIN_BEHIND.match(text, size.end)
    ):
        return None
    if _PART_SERVED.search(before) or _SERVED_BEFORE.search(before) or not _BARE_CHAIN.search(_without_filler(before)):
        return None
    if before.endswith("for ") and not _SOMEBODY_ELSE_FOR.search(before):
        return None
    return _make(text, size.start, size.end, "chain", Penalty("imprisonment", size.term))


def _numbers_in_chain(text: str, segment: tuple[int, int], found: list[Mention]) -> list[Mention]:
    """Numbers whose unit and kind are understood: "jailed for four years - |three| for fraud and |one| for theft"."""
    inside = [m for m in found if segment[0] <= m.start < segment[1] and m.value.term]
    if not inside:
        return []
    first = min(inside, key=lambda m: m.start)
    unit = re.search(_UNIT_WORD, first.text)
    if unit is None or first.value.kind != "imprisonment":
        return []
    chained = []
    for match in _NUMBER_IN_CHAIN.finditer(text, first.end, segment[1]):
        start, end = match.span("listed" if match["listed"] else "given")
        term = duration(f"{text[start:end]} {unit.group()}")
        if term and not any(m.start < end and m.end > start for m in inside):
            chained.append(_make(text, start, end, "number-in-chain", Penalty("imprisonment", term)))
    return chained
