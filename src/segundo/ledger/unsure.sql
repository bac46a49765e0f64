-- A person may also be unable to tell whether two are one: what is said of a pair is then kept without an answer.

CREATE TABLE pairs_with_unsure (        -- names or ids of actors that a person said are one, are two, or may be either
    one TEXT NOT NULL,                  -- the first of the two in the alphabet
    other TEXT NOT NULL,
    same INTEGER,                       -- 0: they are two; null: one cannot tell
    correction TEXT NOT NULL,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
INSERT INTO pairs_with_unsure (one, other, same, correction) SELECT one, other, same, correction FROM pairs;
DROP TABLE pairs;
ALTER TABLE pairs_with_unsure RENAME TO pairs;

CREATE INDEX doubts_by_score ON doubts (score DESC);
