-- Version 2: what copies what, what tells of the same, what is the same statement. docs/counting.md has the rules.

CREATE TABLE texts (                    -- an article's text as it is compared with others
    article INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
    shingles BLOB NOT NULL,             -- of its folded words: numbers of 32 bits, little-endian, sorted
    size INTEGER NOT NULL,              -- how many there are
    house TEXT,                         -- that the outlet belongs to
    credits TEXT NOT NULL,              -- JSON list: agencies
    original INTEGER REFERENCES articles (number)   -- the text that this one goes back to; null until it is found
) STRICT;
CREATE INDEX texts_by_original ON texts (original);

CREATE TABLE marks (                    -- the shingles by which texts are looked up
    mark INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (mark, article)
) STRICT, WITHOUT ROWID;

CREATE TABLE copies (                   -- pairs of articles of which one is a copy of the other
    later INTEGER NOT NULL REFERENCES texts (article) ON DELETE CASCADE,
    earlier INTEGER NOT NULL REFERENCES texts (article) ON DELETE CASCADE,
    kind TEXT NOT NULL,                 -- update: of the same house; reprint: of another
    shared INTEGER NOT NULL,            -- shingles
    PRIMARY KEY (later, earlier)
) STRICT, WITHOUT ROWID;
CREATE INDEX copies_by_earlier ON copies (earlier);

CREATE TABLE profiles (                 -- what an article is about, and the story that it belongs to
    node INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,   -- the article
    terms TEXT NOT NULL,                -- JSON object: for a stem its weight and the word
    day INTEGER,                        -- of publication, counted from 0001-01-01
    parent INTEGER REFERENCES articles (number),    -- the earlier article that this one is most like
    likeness REAL,                      -- of the two
    root INTEGER REFERENCES articles (number)       -- the story's first article; null until it is found
) STRICT;
CREATE INDEX profiles_by_root ON profiles (root);

CREATE TABLE keys (                     -- the telling words by which articles are looked up
    stem TEXT NOT NULL,
    day INTEGER NOT NULL,               -- of publication, 0 where it is not known
    article INTEGER NOT NULL,
    PRIMARY KEY (stem, day, article)
) STRICT, WITHOUT ROWID;

CREATE TABLE sayings (                  -- statements that are one, over all articles
    node INTEGER PRIMARY KEY REFERENCES statements (number) ON DELETE CASCADE,     -- the statement
    parent INTEGER,                     -- the number of the earlier statement that it is most like
    likeness REAL,
    root INTEGER                        -- the number of the earliest appearance; null until it is found
) STRICT;
CREATE INDEX sayings_by_root ON sayings (root);
INSERT INTO sayings (node) SELECT number FROM statements;
CREATE TRIGGER sayings_enter AFTER INSERT ON statements BEGIN
    INSERT INTO sayings (node) VALUES (new.number);
END;

CREATE TABLE phrases (                  -- the runs of words by which statements are looked up
    mark INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    PRIMARY KEY (mark, statement)
) STRICT, WITHOUT ROWID;

CREATE TABLE rules (                    -- by which copies, stories and equal statements were found
    name TEXT PRIMARY KEY,
    version INTEGER NOT NULL
) STRICT;
