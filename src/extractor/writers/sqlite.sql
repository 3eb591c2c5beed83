-- The tables, views and indexes of a database; `sqlite.py` fills it.
-- Lists that are only shown (aliases, roles, parties, warnings) are JSON arrays, for json_each.

CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    source TEXT,
    title TEXT,
    date TEXT,               -- ISO 8601
    date_from TEXT,
    format TEXT,             -- what it was read from; null for plain text
    sha256 TEXT NOT NULL,    -- of its text in UTF-8
    characters INTEGER NOT NULL,
    words INTEGER NOT NULL,
    text TEXT,               -- the whole text, where the records hold it
    warnings TEXT NOT NULL
);

CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id),
    name TEXT NOT NULL,
    aliases TEXT NOT NULL,
    roles TEXT NOT NULL,
    confidence REAL          -- the probability that it is right, here and below; null in older records
);

CREATE TABLE courts (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id),
    name TEXT NOT NULL,
    abbreviation TEXT,
    aliases TEXT NOT NULL,
    country TEXT,            -- ISO 3166-1 alpha-2
    level TEXT,
    confidence REAL
);

CREATE TABLE cases (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id),
    name TEXT NOT NULL,
    style TEXT NOT NULL,
    parties TEXT NOT NULL,
    confidence REAL
);

CREATE TABLE dates (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id),
    text TEXT NOT NULL,
    value TEXT,              -- EDTF
    first_day TEXT,          -- the value as the days with which it begins and ends
    last_day TEXT,
    precision TEXT NOT NULL,
    relative INTEGER NOT NULL,
    start INTEGER NOT NULL,  -- in code points from 0, here and below
    end INTEGER NOT NULL,
    page INTEGER,            -- from 1; only for what has pages
    found_by TEXT NOT NULL,
    confidence REAL
);

CREATE TABLE sentences (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id),
    text TEXT NOT NULL,
    kind TEXT NOT NULL,
    term TEXT,               -- ISO 8601, or a range of two
    days REAL,               -- the term to sort by; of a range or bound the lower end, if it has one
    amount REAL,
    currency TEXT,           -- ISO 4217
    status TEXT NOT NULL,
    court_id INTEGER REFERENCES courts (id),
    date_id INTEGER REFERENCES dates (id),
    date TEXT,               -- its value
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    page INTEGER,
    found_by TEXT NOT NULL,
    confidence REAL,         -- that it is one, of this kind and size
    people_confidence REAL,  -- that those who bear it are the right ones
    offences_confidence REAL -- that the offences are
);

CREATE TABLE sentence_people (
    sentence_id INTEGER NOT NULL REFERENCES sentences (id),
    person_id INTEGER NOT NULL REFERENCES people (id),
    PRIMARY KEY (sentence_id, person_id)
);

CREATE TABLE sentence_offences (
    id INTEGER PRIMARY KEY,
    sentence_id INTEGER NOT NULL REFERENCES sentences (id),
    offence TEXT NOT NULL
);

CREATE TABLE mentions (      -- of people, courts and cases; dates and sentences are mentioned once, where they stand
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id),
    kind TEXT NOT NULL,
    person_id INTEGER REFERENCES people (id),
    court_id INTEGER REFERENCES courts (id),
    case_id INTEGER REFERENCES cases (id),
    text TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    page INTEGER,
    found_by TEXT NOT NULL,
    confidence REAL
);

CREATE INDEX people_article ON people (article_id);
CREATE INDEX people_name ON people (name);
CREATE INDEX courts_article ON courts (article_id);
CREATE INDEX courts_name ON courts (name);
CREATE INDEX cases_article ON cases (article_id);
CREATE INDEX dates_article ON dates (article_id);
CREATE INDEX sentences_article ON sentences (article_id);
CREATE INDEX sentences_court ON sentences (court_id);
CREATE INDEX sentences_date ON sentences (date_id);
CREATE INDEX sentence_people_person ON sentence_people (person_id);
CREATE INDEX sentence_offences_sentence ON sentence_offences (sentence_id);
CREATE INDEX sentence_offences_offence ON sentence_offences (offence);
CREATE INDEX mentions_article ON mentions (article_id);
CREATE INDEX mentions_person ON mentions (person_id);
CREATE INDEX mentions_court ON mentions (court_id);
CREATE INDEX mentions_case ON mentions (case_id);

-- Who was sentenced to what, by which court, when, for what: a row for each sentence.
CREATE VIEW penalties AS
SELECT
    sentences.id AS sentence_id,
    (SELECT group_concat(name, '; ') FROM (
        SELECT people.name FROM sentence_people JOIN people ON people.id = person_id
        WHERE sentence_id = sentences.id ORDER BY people.id)) AS people,
    sentences.kind, sentences.term, sentences.days, sentences.amount, sentences.currency, sentences.status,
    (SELECT group_concat(offence, '; ') FROM (
        SELECT offence FROM sentence_offences WHERE sentence_id = sentences.id ORDER BY id)) AS offences,
    courts.name AS court, courts.country, sentences.date, sentences.text,
    sentences.confidence, sentences.people_confidence, sentences.offences_confidence,
    articles.title, articles.date AS published, articles.source, articles.id AS article_id
FROM sentences
JOIN articles ON articles.id = sentences.article_id
LEFT JOIN courts ON courts.id = sentences.court_id;

-- The same with a row for each person who bears one.
CREATE VIEW penalties_by_person AS
SELECT people.name AS person, people.roles, penalties.*, people.id AS person_id
FROM sentence_people
JOIN people ON people.id = sentence_people.person_id
JOIN penalties ON penalties.sentence_id = sentence_people.sentence_id;

-- A row for each name over all articles. One name may be several people.
CREATE VIEW people_by_name AS
SELECT people.name, count(DISTINCT people.article_id) AS articles, count(sentence_id) AS sentences
FROM people LEFT JOIN sentence_people ON sentence_people.person_id = people.id
GROUP BY people.name ORDER BY articles DESC, sentences DESC, people.name;

CREATE VIEW courts_by_name AS
SELECT courts.name, courts.country, courts.level,
    count(DISTINCT courts.article_id) AS articles, count(sentences.id) AS sentences
FROM courts LEFT JOIN sentences ON sentences.court_id = courts.id
GROUP BY courts.name, courts.country, courts.level ORDER BY articles DESC, sentences DESC, courts.name;

CREATE VIEW offences_by_name AS
SELECT offence, count(*) AS sentences FROM sentence_offences GROUP BY offence ORDER BY sentences DESC, offence;

CREATE VIEW cases_by_name AS
SELECT name, count(DISTINCT article_id) AS articles FROM cases GROUP BY name ORDER BY articles DESC, name;
