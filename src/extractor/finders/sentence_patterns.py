"""The words of penalties: patterns for the finder of penal sentences, which decides between them.

`SIZE` is a length of time; what stands behind it, in front of it, or earlier in the segment makes it a penalty. All
repetition is bounded.
"""

from __future__ import annotations

import re

from extractor.penalty import PenaltyKind
from extractor.quantities import NUMBER, UNIT, WORD_NUMBER

# Between number and unit: "25-year", "25 years", "25yrs".
GAP = r"(?:[-\s–]{1,2}|(?<=\d)(?=[ym]))"
ONE_SIZE = rf"(?:{NUMBER}{GAP}(?:(?:more|further|additional|extra|full|whole|calendar)\s)?{UNIT}(?:\sand\sa\shalf)?|\b[Aa]n?\s(?:further\s|full\s)?(?:year|month|week|day)\b(?:\sand\sa\s(?:half|day))?)"
# One length of time, compounds and an explanation in brackets included.
SIZE = rf"{ONE_SIZE}(?:(?:,|,?\sand|\splus|\s&)?\s{ONE_SIZE}){{0,2}}(?:\sless\s(?:a|one)\sday)?(?:\s\((?=[^()]*(?:year|month|week|day))(?![^()]*\b(?:the|was|had|for)\b)[^()]{{3,40}}\))?"
RANGE_FIRST = rf"(?:{NUMBER}(?:{GAP}{UNIT})?)"
# A length, a range of two, or two lengths that share a unit.
TERM = re.compile(
    rf"(?<![\w$€£.,-])(?P<term>"
    rf"(?P<low>{RANGE_FIRST})(?P<join>(?<=\d)\s?[-–]\s?|\s(?:to|or)\s|-to-)(?P<high>{ONE_SIZE}(?:\sand\s{ONE_SIZE})?|life\b)"
    rf"|(?<!between\s)(?P<shared>{NUMBER}(?:,\s{NUMBER}){{0,4}}),?\sand\s(?P<unshared>{NUMBER}{GAP}{UNIT})"
    rf"|(?<=between\s)(?P<blow>{RANGE_FIRST})\sand\s(?P<bhigh>{ONE_SIZE})"
    rf"|{SIZE})(?!\w)",
    re.I,
)
UNIT_INITIAL = re.compile(r"(?:[-\s]|(?<=\d))(y|m|w|d|h)(?:ears?|onths?|eeks?|ays?|ours?|rs?|ths?)\b", re.I)
UNIT_WORD = re.compile(r"(?:year|month|week|day|hour|yr|mth)s?\b", re.I)
# Verbs of change in front of an old size.
CHANGED_FROM = re.compile(
    r"\b(?:cut|reduc\w+|lower\w*|shorten\w*|slash\w*|commut\w+|increas\w+|rais\w+|extend\w*|chang\w+|went|dropp\w+|down|brought|halv\w+|trimm\w+|soften\w+|moved)\b[^.;:!?]{0,60}\bfrom\s$",
    re.I,
)
# Every wording of imprisonment for life.
LIFE = re.compile(
    rf"""\b(?:{NUMBER}\s)?(?:(?:consecutive|concurrent|extra|additional|aggravated)\s){{0,2}}(?=life\s(?:sentences|terms)\b)life\s\w+
      |"""
    r"""\b(?:aggravated\s)?(?:(?:whole|full)[-\s])?life(?:[-\s]long|time)?[-\s](?:
          (?:prison\s|jail\s|custodial\s)?(?:sentences?|terms?)(?!\sex)|imprisonment|incarceration|confinement|order(?!s?\sof)
          |(?:in|behind|at)\s(?:a\s)?(?:federal\s|state\s|solitary\s)?(?:prison|jail|gaol|custody|bars|hard\slabou?r|(?:penal|labou?r)\scolony)
          |without\s(?:the\s)?(?:possibility\sof\s|chance\sof\s|eligibility\sfor\s)?(?:parole|release))
        (?:(?:,|\sin\s(?:prison|jail))?\swithout\s(?:the\s)?(?:possibility\sof\s|chance\sof\s|eligibility\sfor\s)?(?:parole|release))?
      | \b(?:jailed|imprisoned|sentenced|locked\sup|caged|detained|prison|jail|banged\sup|behind\sbars)\s(?:for|to)\s(?:a\s)?(?:whole\s)?life\b(?!\s(?:in\s(?:an?\s)?(?:federal\s|state\s)?(?:prison|jail|custody)|sentence|imprison|term|behind|without))
      | (?:^|(?<=\n))Life(?=\sfor\s)
      | \breclusion\sperpetua | \bimprisonment\sfor\slife\b
      | (?<=\bgets\s)life\b(?!\s(?:in\b|imprison|sentence|term|without)) | (?<=\bget\s)life\b(?!\s(?:in\b|imprison|sentence|term|without)) | (?<=\bgot\s)life\b(?!\s(?:in\b|imprison|sentence|term|without))
      | (?<=\bgiven\s)life\b(?!\s(?:in\b|imprison|sentence|term|without)) | (?<=\bdown\s)life\b(?!\s(?:in\b|imprison|sentence|term|without)) | (?<=\bfor\s)life\b(?=\sfor\s)
      | (?<=\breduced\sto\s)life\b(?!\s(?:in\b|imprison|sentence|term|without|behind)) | (?<=\bcommuted\sto\s)life\b(?!\s(?:in\b|imprison|sentence|term|without|behind))
      | (?<=\bto\s)life\b(?=[.,;:]|\s(?:for|after|on|over|by|with|last|and|in\s(?!prison|jail|[a-z]+\sprison))|\s?$)
    """,
    re.I | re.X | re.M,
)
# Every wording of the death penalty.
DEATH = re.compile(
    r"""\b(?:death\s(?:penalt(?:y|ies)|sentences?|warrants?(?!.))|capital\spunishment|sentences?\sof\sdeath
      | (?<=\bface\s)(?:public\s)?(?:execution|beheading|hanging|lethal\sinjection|the\sgallows|(?:a\s)?firing\ssquad|stoning)\b | (?<=\bfaces\s)(?:public\s)?(?:execution|beheading|hanging|lethal\sinjection|the\sgallows|(?:a\s)?firing\ssquad|stoning)\b | (?<=\bfaced\s)(?:public\s)?(?:execution|beheading|hanging|lethal\sinjection|the\sgallows|(?:a\s)?firing\ssquad|stoning)\b | (?<=\bfacing\s)(?:public\s)?(?:execution|beheading|hanging|lethal\sinjection|the\sgallows|(?:a\s)?firing\ssquad|stoning)\b | (?<=\bfaces\sa\s)(?:public\s)?(?:execution|beheading|hanging|lethal\sinjection|the\sgallows|(?:a\s)?firing\ssquad|stoning)\b
      | (?<=\bto\sbe\s)(?:publicly\s)?(?:executed|beheaded|stoned\sto\sdeath|shot\sby\s(?:a\s)?firing\ssquad)
      | (?<=\bupholds\s)death(?=\sfor\b) | (?<=\bupheld\s)death(?=\sfor\b) | (?<=\bdecided\son\s)execution\b
      | (?:sentenced|condemned)\sto\s(?:death|be\shanged|hang|die)(?:\sby\s(?:hanging|(?:a\s)?firing\ssquad|lethal\sinjection|stoning|beheading))?
      | death\sby\s(?:hanging|(?:a\s)?firing\ssquad|lethal\sinjection|stoning|beheading)
      | (?<=\bto\s)(?:death(?:\sby\s(?:hanging|(?:a\s)?firing\ssquad|lethal\sinjection|stoning))?|hang|be\shanged)(?=\W|$)
      | (?<=punishable\sby\s)death\b | (?<=\bhands\s)death\b | (?<=\bawarded\s)death\b | (?<=\bgets\s)death\b)
    """,
    re.I | re.X,
)
# A verb of sentencing with an object: "sentenced a sergeant to |death|".
SENTENCED_SOMEBODY = re.compile(
    r"\b(?:sentenc(?:ed|es|ing|e)|condemn(?:ed|s|ing)?|commuted?)\b(?:[^.;:!?]{0,120}\b|\s)to\s$", re.I
)
# The same for "to be |executed|".
SENTENCED_TO_BE = re.compile(r"\b(?:sentenc(?:ed|es|ing|e)|condemn(?:ed|s|ing)?)\b[^.,;:!?]{0,80}\sto\sbe\s$", re.I)
# "beaten to |death|", which is no sentence.
KILLED_SOMEBODY = re.compile(
    r"\b(?:beat(?:en|ing)?|stabb(?:ed|ing)|shot|shooting|burn(?:ed|t|ing)|strangl(?:ed|ing)|hack(?:ed|ing)|bludgeon(?:ed|ing)|"
    r"ston(?:ed|ing)|tortured?|torturing|crush(?:ed|ing)|starv(?:ed|ing)|put|putting|kick(?:ed|ing)|batter(?:ed|ing)|frozen|froze|bled|"
    r"lead(?:ing)?|led|contributed|due|prior|close|related|until|choked|scared|fell|plunged|trampled)\s(?:\w+\s){0,4}to\s$",
    re.I,
)
# Words that may stand between size and kind.
ADJECTIVES = (
    r"(?:(?:suspended|consecutive|concurrent|mandatory|minimum|maximum|additional|total|effective|straight|federal|state|combined|"
    r"fixed|determinate|indeterminate|extended|custodial|criminal|lengthy|harsh|lenient|original|initial|previous|earlier|first|second|separate|single|"
    r"actual|global|aggregate|partially|partly|fully|wholly|conditional|long|strict|rigorous|simple|severe|hard|life|jury|"
    r"non-parole|community|intermediate|youth|juvenile|military|civil|unpaid|supervised|full)[-\s]){0,3}"
)
# Where a term is spent, behind "in" or "at".
PLACE_OF_PRISON = (
    r"(?:(?:an?|the|his|her|their|one\sof)\s)?(?:(?!(?:years?|months?|weeks?|days?|the|for|to|and)\b)[\w’'-]+\s){0,4}?"
    r"(?:prisons?|jails?|gaol|custody|bars|penitentiary|imprisonment|incarceration|confinement|detention|hard\slabou?r|"
    r"(?:labou?r|penal|prison|correctional|detention|corrective)[-\s](?:camps?|colon(?:y|ies)|facilit(?:y|ies)|institutions?|cent(?:re|er)s?|labou?r)|"
    r"(?:young|youth|juvenile)\s(?:offenders?['’]?\s(?:institution|institute)|detention|custody|facility)|labou?r\scamps?|lock-?up|re-?education|hospital\sorder)"
)
# The kinds of penalty by the words behind a size; the first that matches wins.
KINDS: tuple[tuple[PenaltyKind, str], ...] = (
    ("community service", r"(?:of\s)?(?:unpaid\s|mandatory\s|court-ordered\s)?(?:youth\sservice|community[-\s](?:services?|work|payback|labou?r|correction(?:s|al)?\sorders?|orders?|based\s(?:sentence|order|work))|unpaid\swork|reparation\swork|public\s(?:service|works?)|(?:correctional|corrective|compulsory|forced|mandatory)\s(?:labou?r|work)(?!\s(?:camp|colon)))"),
    ("supervised release", r"(?:(?:of|on|under)\s)?(?:federal\s|court\s|post-release\s|judicial\s|police\s|mandatory\s)?(?:supervised\s(?:release|freedom)|supervision(?:\s(?:after|following|upon)\srelease|\sorders?)?|(?:extended\s)?licen[cs]e\s(?:period|extension))"),
    ("probation", r"(?:(?:of|on|under|in)\s)?(?:a\s)?(?:formal\s|unsupervised\s|informal\s|supervised\s|court\s|active\s|summary\s)?(?:probation(?:ary)?(?:\s(?:order|sentence|term|period|supervision))?|good\sbehaviou?r(?:\s(?:bond|order))?|deferred\sadjudication|intensive\ssupervision|community\scontrol)"),
    ("house arrest", r"(?:(?:of|under|on|in)\s)?(?:house\sarrest|home\s(?:detention|confinement|incarceration|arrest)|domiciliary\sarrest|(?:electronic|GPS)\s(?:monitoring|tagging)|curfew)"),
    ("discharge", r"(?:(?:absolute|conditional)\s)discharges?"),
    ("corporal punishment", r"(?:of\s(?:the\s)?(?:cane|rotan|whip)|caning|flogging)"),
    ("suspended imprisonment", r"(?:(?:of|in)\s)?(?:(?:conditional|deferred|wholly|fully|partly|partially)\s)?suspended\s(?:(?:prison|jail|custodial|imprisonment)\s)?(?:sentences?|terms?|imprisonment|jail|prison|custody|detention|time)|(?:conditional|deferred)\s(?:prison\s|jail\s)?(?:sentences?|terms?|imprisonment)|(?:in\sprison|in\sjail|imprisonment|jail(?:\s(?:term|sentence))?|prison(?:\s(?:term|sentence))?|behind\sbars|in\scustody|(?:sentence|term))?,?\s?(?:(?:which\s(?:was|were|is)|all|both|but|wholly|fully|entirely|conditionally)\s)?suspended(?!\s(?:from|until|after\s(?:serving|he))|\w)(?:\s(?:for|over|on)\s(?:a\speriod\sof\s)?" + rf"(?:{NUMBER})[-\s]{UNIT}(?![-\s]\w+\s(?:sentence|ban)))?"),
    ("disqualification", r"(?:(?:driving|road|electoral|political|travel|professional|parliamentary|lifetime)\s)?(?:of\s)?(?:bans?|disqualifications?|prohibition|suspension|ineligibility|exclusion|debarment)(?:\s(?:from|on|against|for|to)\s(?:[\w’'-]+ing\s)?(?:(?:the|any|all|a)\s)?(?!any\b)[\w’'-]+(?:\s(?:office|animals?|compan(?:y|ies)|elections?|medicine|law|posts?|functions?|directors?|country|places?|work))?)?"),
    ("imprisonment", rf"(?:prison|jail|gaol|custodial|custody|imprisonment|detention|penal|incarceration|confinement|labou?r\scamp)[-\s](?:sentences?|terms?|stints?|stretch(?:es)?|times?|spells?|punishments?)\b|(?:(?:of|in|at|behind|inside|on)\s)?(?:(?:rigorous|simple|strict|effective|hard|mandatory|actual|solitary|corrective)\s)?(?:imprisonment|incarceration|confinement|hard\slabou?r|detention|jail(?:\stime)?|prison(?:\stime)?|custody|penal\sservitude|reclusion)\b|(?:in|behind|of|at|inside|on)\s{PLACE_OF_PRISON}|without\s(?:the\s)?(?:possibility\sof\s|chance\sof\s)?parole|(?:(?!in\b|of\b|for\b|the\b|and\b)[a-z]{{4,}}\s){{0,1}}(?:jail\s|prison\s|custodial\s)?(?:sentences?|terms?|stints?|stretch)\b(?!\s(?:as|in\soffice|of\soffice|at\sthe\shelm|in\sthe\s(?:\w+\s)?(?:legislature|senate|parliament|house|congress|cabinet|assembly|council)))"),
)  # fmt: skip
KIND_BEHIND = re.compile(
    rf"(?:['’]s?)?(?:,?[-\s]{{1,2}}|,\s)(?:{ADJECTIVES})(?:"
    + "|".join(f"(?P<k{n}>{body})" for n, (_, body) in enumerate(KINDS))
    + r")(?!\w)",
    re.I,
)
# Words behind a length that make it an age, a mandate, pre-trial detention or the like.
NO_PENALTY_BEHIND = re.compile(
    r"[-\s](?:(?:of|in|on)\s)?(?:pre-?trial|preventive|remand|provisional|administrative\sremand|investigative)\b|"
    r"[-\s]old\b|\sago\b|\snow\b(?!\s(?:in|under|be)\b)|\s(?:earlier|later)\b|\sof\sage\b|"
    r"[-\s](?:in\soffice|as\s(?:president|prime|mayor|governor|chairman|head|leader|minister|chief|a\s)|contract|deal|term\s(?:as|in\soffice)|"
    r"(?:trial|investigation|rule|reign|career|marriage|relationship|war|conflict|period|history|anniversary|study|plan|project|lease|warranty|mandate|presidential\sterm))\b",
    re.I,
)
# Words in front that bound a size, or only introduce it.
BOUND = re.compile(
    r"(?:(?P<most>(?:up\sto(?:\sa\smaximum\sof)?|at\smost|(?:a\s)?maximum(?:\s(?:term|sentence|prison\s(?:term|sentence)|penalty|punishment|jail\sterm|fine))?\sof|no\smore\sthan|not\smore\sthan|as\s(?:many|much)\sas|less\sthan|under|not\s(?:to\s)?exceed(?:ing)?|maximum))|"
    r"(?P<least>(?:at\sleast|more\sthan|no\sless\sthan|not\sless\sthan|no\sfewer\sthan|over|(?:a\s)?(?:mandatory\s)?minimum(?:\s(?:term|sentence|prison\s(?:term|sentence)|jail\sterm|period))?\sof|(?:mandatory\s)?minimum))|"
    r"(?P<near>nearly|almost|about|around|approximately|some|roughly|a\s(?:total|further|combined|whopping|mere|record)\s(?:of\s)?|(?:another|additional|a\s+further|further|total\sof|an\sadditional|an\sextra|concurrent|consecutive|the\snext|exactly|just|only)))\s$",
    re.I,
)
BOUND_REACH = 44
BOUND_TAIL = re.compile(r"\s(?:(?P<least>at\sleast|or\smore|minimum)|at\s(?:the\s)?most|or\sless|maximum)(?=[\s.,;])")
BOUNDED_NOUN = re.compile(r"(?:(?:prison|jail|custodial)\s)?(?:sentences?|terms?|imprisonment)\s$", re.I)
LIMIT = re.compile(r"(?:maximum|minimum|mandatory\sminimum)\s", re.I)
# Verbs that give the kind when they stand next to the size.
VERB_STEM = r"(?:sentenced|jailed|imprisoned|incarcerated|locked\sup|locked\saway|caged|put\s(?:away|behind\sbars)|sent\s(?:to\s(?:prison|jail)|down|behind\sbars)|banged\sup|detained|interned|confined|remanded)"
# "prison sentence of |six years|".
NOUN_OF = (
    r"(?:(?:suspended|prison|jail|gaol|custodial|total|combined|minimum|maximum|mandatory|fixed|effective|concurrent|consecutive|conditional|determinate|extended|criminal|federal|reduced|partly|partially)[-\s]){0,3}"
    r"(?:sentences?|terms?|imprisonment|incarceration|detention|custody|confinement|punishments?|penalt(?:y|ies)|stints?|jail|prison|servitude)\s"
    r"(?:(?:(?:of|for)(?:\s(?:between|from))?|totall?ing|ranging\sfrom|amounting\sto|(?:for\s)?a\s(?:period|term)(?:\sof)?|for\sa\s(?:period|term)\sof|of\simprisonment\sof)\s)"
)
# The kinds of penalty by the words right in front of a size.
LEFT_KINDS: tuple[tuple[str, PenaltyKind, str], ...] = (
    ("probation", "probation", r"probation\s(?:for|of|totall?ing)\s(?:a\s(?:period|term)\sof\s)?"),
    ("supervised", "supervised release", r"(?:supervised\srelease|supervision)\s(?:order\s)?(?:for|of)\s(?:a\s(?:period|term)\sof\s)?"),
    ("house-arrest", "house arrest", r"(?:house\sarrest|home\s(?:detention|confinement)|restriction\sof\sliberty|curfew)\s(?:order\s)?(?:for|of)\s(?:a\s(?:period|term)\sof\s)?"),
    ("community", "community service", r"(?:community\s(?:service|work|order)|unpaid\swork)\s(?:order\s)?(?:for|of|totall?ing)\s"),
    ("discharge", "discharge", r"(?:conditional\s)discharged?\s(?:for|of)\s(?:a\speriod\sof\s)?"),
    ("ban", "disqualification", r"(?:disqualifi(?:ed|cation)|(?:deprived|stripped|deprivation)\sof\s(?:(?:his|her|their|all)\s)?(?:political|civil)\srights|banned|barred|prohibited|excluded|driving\sban|disqualified|ineligible|suspended)(?:\s(?:from|for|to)\s(?:[\w’'-]+\s{1,2}){1,6}?|\s(?:him|her|them)\sfrom\s(?:[\w’'-]+\s){1,6}?|\s)(?:for|of)\s(?:a\speriod\sof\s)?"),
    ("bound-over", "other", r"bound\s(?:over|(?:over\s)?to\s(?:keep\s)?the\speace)\s(?:for|to)\s"),
    ("suspended-noun", "suspended imprisonment", r"suspended\s(?:(?:prison|jail|custodial)\s)?(?:sentences?|terms?|imprisonment)\s(?:of|for|totall?ing)\s"),
    ("noun", "imprisonment", NOUN_OF),
    ("verb", "imprisonment", rf"{VERB_STEM}\s(?:for|to)\s(?:(?:a\s)?(?:term|period)\sof\s|serve\s|spend\s)?"),
    ("prison-for", "imprisonment", r"(?:prison|jail)\sfor\s"),
)  # fmt: skip
LEFT = re.compile(
    r"(?:^|(?<=[\s“\"'‘(-]))(?:" + "|".join(f"(?P<l{n}>{body})" for n, (_, _, body) in enumerate(LEFT_KINDS)) + r")$",
    re.I,
)
# "sentenced Ann Lee to", "wants to jail Ann Lee for"; "to jail" alone is where people are sent.
SENTENCING_VERB = (
    r"(?:sentenc(?:ed|es|ing)|jail(?:ed|ing|s)|imprison(?:ed|ing|s)|condemn(?:ed|s|ing)|"
    r"(?:to|may|can|could|will|would|should|must)\s(?:sentence|imprison|condemn|jail(?=\s(?:him|her|them|the|an?|former|[A-Z]))))"
    r"\s[^.;:!?]{1,140}?\s(?:to|for)\s(?:serve\s|spend\s)?"
)
# Words in front that leave the kind to be understood: "got |18 months|".
UNDERSTOOD = re.compile(
    r"(?:\b(?:given|gave(?:\s\S+){1,3}|ordered|(?:call|request|demand|bid)(?:s|ed)?\sfor|asked\s(?:\w+\s){0,3}for|hand(?:s|ed|ing)?(?:\s(?:down|out|over))?(?:\s\S+){0,3}|want(?:s|ed)?|propos(?:ed|es|ing)|suggest(?:ed|s)|urg(?:ed|ing)|to\sdo|bags?|bagged|ask(?:s|ing)?\s(?:\w+\s){0,3}for|gets?|got|receiv(?:ed|es|ing)|slapped\s(?:\S+\s)?with|awarded(?:\s\S+)?|"
    r"faces?|faced|facing|serving|to\sserve|serves?|serve\s(?:out\s)?|imposed|carr(?:y|ies|ied|ying)|punishable\sby|punishable\swith|attracts?|landed|"
    r"seek(?:s|ing)?|sought|demand(?:ed|ing|s)?|asked\sfor|requested|recommend(?:ed|s)?|called\sfor|added)\s(?:\S+\s){0,1}?"
    rf"|\b{SENTENCING_VERB}"
    r"|\b(?:cut|reduc(?:ed?|ing)|lower(?:ed|ing)?|shorten(?:ed|ing)?|slash(?:ed|ing)?|commut(?:ed?|ing)|increas(?:ed?|ing)|rais(?:ed?|ing)|extend(?:ed|ing)?|length?en(?:ed|ing)?|doubl(?:ed?|ing)|upgraded|dropp(?:ed|ing)|brought|halv(?:ed|ing)|rais(?:es)|ups|upped)\b[^.;:!?]{0,90}?\s(?:to|from|of)\s)$",
    re.I,
)
# The same, where the verb itself is one of sentencing.
SURE_UNDERSTOOD = re.compile(
    rf"\b{SENTENCING_VERB}$|"
    r"\b(?:sentences?|terms?|imprisonment|punishment|penalty)\b[^.;:!?]{0,90}?\s(?:to|from|of)\s$|"
    r"\b(?:sentence|imprisonment|punishment|penalty)\b[^.;:!?]{0,60}?\s(?:is|was)\s(?:(?:now|then|only|just|still)\s)?$",
    re.I,
)
# What may follow a size whose kind is understood.
CRIME_BEHIND = re.compile(
    r"\s?(?:[.,;:()]|$|\n|\s(?:for|in|on|over|after|behind|if|when|by|with|without|under|and|plus|but|at|to|the|instead|while|who|which|from|per|or|each|should|unless|respectively|apiece|concurrently|consecutively|last|on|yesterday|today|as)\b)",
    re.I,
)
# What shows such a size to be something else: "two years to pay".
NOT_A_TERM_BEHIND = re.compile(
    rf"\s(?:to\s(?!(?:{WORD_NUMBER}|life|death|time\s(?:already\s)?served)\b)[a-z]+|of\s(?!age)(?!hard|imprison|jail|prison|detention)[a-z]+|notice|from\s(?:now|today))\b",
    re.I,
)
# The same, where no verb of sentencing stands in front: "two years in the post".
SPENT_IN_BEHIND = re.compile(r"\sin\s(?:the|a|business|power|office|exile|hiding|hospital)\b", re.I)
# What may follow a mere length of time: "two years after the coup".
SINCE_BEHIND = re.compile(r"\s(?:after|before|since)\s(?:the|his|her|their|its|it|he|she|they)\b", re.I)
# Words in front of a part already served, or of a cut.
SERVED_BEFORE = re.compile(
    r"\b(?:spent|spending|languish(?:ed|ing)|wait(?:ed|ing)|(?:has|have|had|having)\s(?:already\s)?(?:been\s(?:held|in)|served|spent)|already\sserved|after(?:\s(?:serving|spending))?|"
    r"serv(?:ed|ing)\s(?:only\s|just\s|nearly\s|almost\s|about\s|some\s|over\s|more\sthan\s|at\sleast\s)?|(?:his|her|their|my|our)|every|within|in\sthe\s(?:past|last)|"
    r"less\sthan|held\s(?:for)?|parole\safter|eligible\s(?:for\sparole\s)?(?:in|after)|the\s(?:past|last|first)|(?<!punishable\s)(?<!punished\s)by|reduced\sby|cut\sby|remission\sof|non-parole\speriod\sof|for\sthe\s(?:past|last)|during|into|of)\s(?:(?:some|nearly|about|almost|over|more\sthan|at\sleast|the)\s)?$",
    re.I,
)
# "the sentence for Athanase Seromba of |15 years in prison|": a whole term, though "of" is in front.
SENTENCE_OF = re.compile(r"\b(?:sentences?|terms?|penalt(?:y|ies)|punishment)\b[^.;:!?]{0,60}\sof\s$", re.I)
# "Six of the months are |suspended for two years|", which bans nobody.
TERM_IN_FRONT = re.compile(
    r"\b(?:sentences?|terms?|months|years|imprisonment|which|all|it|jail|prison)\s(?:(?:is|are|was|were|been|be|both|has|have)\s){1,3}$",
    re.I,
)
SUSPENDED_IN_FRONT = re.compile(
    r"\b(?:(?:suspended|conditional|deferred)\s(?:prison\s|jail\s)?(?:sentence|term)\sof|(?:partially\s|partly\s)?suspended|conditional)\s$",
    re.I,
)
# The same, for sizes without a kind.
PART_SERVED = re.compile(
    r"\b(?:after(?:\s(?:serving|spending))?|held\sfor|spent|spending|(?:has|have|had|having)\s(?:already\s)?served|already\sserved|eligible\sfor\sparole\s\w+|"
    r"non-parole\speriod\sof|parole\s(?:period\sof|after)|before|within|(?:remission|reduction|parole|eligibility)\s(?:for|of))\s(?:(?:just|only|nearly|almost|about|over|more\sthan|at\sleast|some)\s)?$",
    re.I,
)
# "…, |B and C| for seven".
SOMEBODY_ELSE_FOR = re.compile(
    r"(?:[,;]|\b(?:and|while|with|but))\s(?:[A-Z][\w’'.-]+(?:,?\s(?:and\s)?[A-Z][\w’'.-]+){0,4}|(?:his|her|the|an?|their|both|two)\s[\w-]+(?:\s[\w-]+)?(?:,\s[A-Z][\w’'-]+,)?)"
    r"\s(?:(?:was|were)\s)?for\s$"
)
# Words in front of a size that goes on a chain.
BARE_CHAIN = re.compile(
    r"(?:\b(?:from|to|and|or|plus|then|by)|,)\s(?:(?:an?\s)?(?:further|another|additional|extra|concurrent|consecutive)\s|(?:to|for|with|of)\s|[A-Z][\w’'.-]+(?:\s[A-Z][\w’'.-]+){0,2}\s(?:for|to|with|got|received|was\sgiven|given)?\s?|(?:his|her)\s[\w\s-]{3,20}?\s(?:for|to|got|received)\s|(?:,|\band)\s(?:his|her|their|the|an?)\s(?:(?!first|last|past|next|previous|same|other|full|minimum|maximum)[\w’'-]+\s){1,4}|the\s(?:other|second|third|latter)\s(?:for|to|got|received)?\s?|for\s)?$|[(–—-]\s?$|\bone\s(?:for|to)\s$|\b(?:for|to|got|received|given)\s$",
)
# Two sizes behind each other are two where each has its own owner.
RESPECTIVELY = re.compile(r"[^.;:!?]{0,40}\brespectively\b")
# What may follow a size in a chain.
CHAIN_BEHIND = re.compile(
    r"\s?(?:[.,;:()]|$|\n)|\s(?:for|on|over|to|the|respectively|each|concurrently|consecutively|after|in|if|but|and|or|with|by|should|unless|suspended)\b",
    re.I,
)
# A number whose unit and kind are understood.
NUMBER_IN_CHAIN = re.compile(
    rf"(?:(?:[,;:–—-]|\band)\s(?P<listed>{WORD_NUMBER}|\d{{1,2}})(?=\seach\b|\s(?:for|on)\s(?!(?:a|the)\s(?:first|second))[a-z])"
    rf"|\b(?:for|to|from|got|received)\s(?P<given>{WORD_NUMBER}|\d{{1,2}})"
    r"(?=\seach\b|\s(?:for|on)\s(?!(?:a|the)\s(?:first|second))[a-z]|[.,;]?\s?$|[.,;]\s|\sand\s[A-Z]|\sthe\s(?:prison|jail|sentence|term)))"
)
# Corporal punishment.
STROKES = re.compile(
    rf"\b(?:{NUMBER})\s(?:strokes?|lashes)(?:\sof\s(?:the\s|a\s)?(?:light\s)?(?:cane|rotan|whip))?|\b(?:{NUMBER})\scanings\b",
    re.I,
)
DISCHARGE = re.compile(r"\b(?:absolute|conditional|unconditional)\sdischarge\b", re.I)
RANK = re.compile(
    r"\breduction\s(?:in|of)\srank\b|\b(?:dis)honou?rable\sdischarge\b|\bdemotion\b(?=\s?[.,;]|\sand\b|$)", re.I
)
# Bans without an end.
LIFETIME_BAN = re.compile(
    r"\b(?:(?:deprived|stripped)\sof\s(?:(?:his|her|their|all|political)\s){0,2}(?:political\s|civil\s|public\s)?rights\sfor\slife|deprivation\sof\s(?:political|civil)\srights\sfor\slife|(?:perpetual|lifelong|permanent|lifetime)\s(?:absolute\s|special\s)?(?:disqualification|disenfranchisement|ineligibility|ban)(?:\s(?:from|on)\s(?:(?:the|holding|any)\s)?(?:[\w-]+ing\s)?[\w-]+(?:\s(?:office|service|posts?|positions?|animals?|medicine|law))?)?|banned\s(?:\w+\s)?from\s(?:[\w-]+\s){1,5}?for\slife|life(?:time)?[-\s](?:long\s)?(?:driving\s)?(?:ban|disqualification)(?:\sfrom\s(?:[\w-]+\s?){1,4}?(?=\sfor\b|\sand\b|[.,;:)]|$))?|banned\sfor\slife(?:\sfrom\s[\w-]+(?:\s[\w-]+)?)?)",
    re.I,
)
# Words near which sums are looked at.
MONEY_WORD = re.compile(
    r"\b(?:fine[ds]?|fining|penalt(?:y|ies)|damages|compensation|restitution|forfeit(?:ure|ed)?|confiscat(?:ed|ion)|surcharged?|indemnity|reparations?|costs|pay|repay|refund|levy|bond)\b",
    re.I,
)
# Words that bound a sum.
SIZER = (
    r"(?:(?:up\sto|at\sleast|more\sthan|over|nearly|almost|around|about|not\s(?:more|less)\sthan|an?\s(?:total|maximum|minimum|further|combined)\sof|"
    r"another|an?\s(?:additional|extra|further))\s){0,2}"
)
REPAID = (
    r"(?:damages|compensation|restitution|reparations?|moral\sdamages?|indemnity|forfeiture|confiscation|surcharge)"
)
OF = r"(?:in\sthe\s(?:sum|amount)\sof|(?:equal|equivalent)\sto|of|totall?ing|worth|amounting\sto|ranging\sfrom|between|for)"
# Words in front of a sum that make it a fine or compensation.
BEFORE_SUM = re.compile(
    rf"""(?:(?P<fined>\bfined)\s{SIZER}
      | (?P<noun>\b(?:fines?|(?:civil|criminal|monetary|financial|money|pecuniary)\s(?:penalt(?:y|ies)|fines?)|fine\spenalty|penalt(?:y|ies)))\s(?:{OF}\s)?{SIZER}(?:(?:between\s)?\d[\d,.]*\s(?:and|to)\s)?
      | \bfin(?:ed|es|ing)\s(?:[^\s.;:!?]+\s){{1,9}}?(?P<whom>{SIZER})
      | (?P<repaid>\b{REPAID})\s(?:to\s(?:[\w’'.-]+\s){{1,6}}?)?{OF}\s{SIZER}
      | \b(?:forfeit|surrender)\s(?P<ordered>{SIZER}))$""",
    re.I | re.X,
)
# In front of the same sum in another currency: "50,000 dirhams (€4,400 / |$6,400|)".
CONVERTED = re.compile(r"\d[^()\d]{0,30}\([^()]{0,30}$")
# Words behind a sum that do so.
AFTER_SUM = re.compile(
    rf"(?:\s\([^()]{{3,40}}\))?(?:(?:\sin)?[-\s](?:(?:criminal|civil|court|total|administrative|individual)\s)?(?P<fine>fines?|penalt(?:y|ies))\b"
    rf"|\s(?:in|as|by\sway\sof)\s(?:\w+\s(?:and\s)?){{0,3}}?(?P<repaid>{REPAID}))",
    re.I,
)
SIZER_BEFORE = re.compile(rf"\b{SIZER}$", re.I)
MONEY_REACH = 130
LAST_WORD = re.compile(r"(\w+)\s$")
LONGEST_BOUND_WORD = 16
BOUND_ENDS = frozenset(
    """
    to most of than as under exceed exceeding maximum least fewer over minimum nearly almost about around
    approximately some roughly total further combined whopping mere record another additional extra concurrent
    consecutive next exactly just only
    """.split()
)
LIFE_WORD = re.compile(r"\b(?:[Ll]ife|LIFE|[Pp]erpetua)")
STROKE_WORD = re.compile(r"\b(?:strokes?|lashes|canings)\b")
BAN_WORD = re.compile(r"\b(?:rights|[Bb]an(?:ned)?|[Dd]isqualification|disenfranchisement|ineligibility)\b")
CHAIN_REACH = 160
CHANGED_TO = re.compile(
    r"\b(?:shr[iu]nk|cut|reduced|lowered|halved|down|raised|increased|doubled|from|imposed)\b[^.;]{0,80}?\b(?:to|from)\s$",
    re.I,
)
# A headline: "Six years |for fraudster|".
FOR_A_CRIME = re.compile(
    r"\sfor\s(?:(?!the\s(?:first|last))[a-z]+ing|[a-z]+er|[a-z]+or|[a-z]+ist|man|woman|couple|gang|trio|duo|mother|father|ex-|former|murder|fraud|rape|theft)\b",
    re.I,
)
# Words of elections and offices, whose terms are no sentences.
OFFICE_BEFORE = re.compile(
    r"\b(?:elect(?:ed|ion)?|re-?elected|ruled|reigned|governed|office|presidential|president|mandate|campaign|appointed|parliamentary|tenure)\b(?:(?!sentenc|jail|imprison|condemn)[^.;:!?]){0,50}$",
    re.I,
)
# "the length of presidential terms, down to |five years|".
TERM_OF_OFFICE = re.compile(
    r"\b(?:presidential|parliamentary|electoral|legislative)\s(?:terms?|mandates?)\b[^.;:!?]{0,40}$", re.I
)
FILLER = re.compile(
    r"(?:\b(?:nearly|almost|about|around|approximately|some|roughly|an?\s(?:total|further|combined|whopping|mere|record|additional|extra|effective)(?:\sof)?|another|additional|further|the\snext|exactly|just|only|an?)\s)+$",
    re.I,
)
# Words of crime and courts, for contexts.
PENAL = re.compile(
    r"\b(?:sentenc|jail|prison|imprison|convict|guilty|court|judge|charg|offen[cs]|crime|criminal|penal|prosecut|murder|fraud|rape|theft|"
    r"behind bars|verdict|trial|plead|felony|accused|inmate|appeal|bribery|corruption|manslaughter|drug|count|graft|robb|assault|kill|embezz|launder|smuggl|traffick|terror|abus|violen|defam|tax|arson|burglar|kidnap|"
    r"defraud|perjury|libel|poach|extort|treason|espionage|blasphem|insult|weapon|firearm|serve\b|serving\b|serves\b)",
    re.I,
)
PENAL_REACH = 200
# What courts ban people from; sport bodies ban otherwise.
PENAL_BAN = re.compile(
    r"driv|road|office|politic|public|holding|run|standing|elect|vot|director|compan|keep|own|animal|pet|travel|leav|enter|profession|practi[sc]|teach|work|bar|court|bidding|trading|industry|securities|financ|law",
    re.I,
)
KIND_TAIL = re.compile(
    rf",?\s(?:(?:which\s(?:was|is)|wholly|fully|all)\s)?suspended(?:\sfor\s(?:{NUMBER})[-\s]{UNIT})?(?!\w)", re.I
)
