-- Which state the places of an article lie in. docs/actors.md has the rules.

CREATE TABLE places (                   -- a place as an article writes it, and the state that it is or lies in
    article INTEGER NOT NULL REFERENCES casts (article) ON DELETE CASCADE,
    name TEXT NOT NULL,
    state TEXT NOT NULL,                -- its ISO 3166-2 code
    PRIMARY KEY (article, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX places_by_state ON places (state, name);
