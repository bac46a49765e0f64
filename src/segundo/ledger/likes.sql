-- Which articles are alike is kept: stories and figures and events ask for it.

CREATE TABLE likes (                    -- articles that are alike by their words, each pair both ways
    one INTEGER NOT NULL REFERENCES profiles (node) ON DELETE CASCADE,
    other INTEGER NOT NULL,
    likeness REAL NOT NULL,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
