-- Version 2: what copies what.

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
