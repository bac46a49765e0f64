-- Who is who over all articles. docs/actors.md has the rules.

CREATE TABLE names (                    -- names of actors, in the form in which all spellings of one are alike
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    strength TEXT NOT NULL,             -- full, common, single, weak or many: how far it tells who is meant
    two INTEGER NOT NULL DEFAULT 0,     -- 1: rather the names of two, read as one
    waits INTEGER NOT NULL DEFAULT 1,   -- 1: its bearers are to be found (anew)
    UNIQUE (kind, words)
) STRICT;
CREATE INDEX names_waiting ON names (number) WHERE waits;

CREATE TABLE name_words (               -- by what the fuller names are looked up for a short one: words, =initials
    word TEXT NOT NULL,
    name INTEGER NOT NULL REFERENCES names (number) ON DELETE CASCADE,
    PRIMARY KEY (word, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE casts (                    -- the articles whose actors have been looked at, and the story of each then
    article INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
    story INTEGER NOT NULL
) STRICT;

CREATE INDEX casts_by_story ON casts (story);

CREATE TABLE uses (                     -- an article's actor under its name
    actor TEXT PRIMARY KEY REFERENCES actors (id) ON DELETE CASCADE,
    article INTEGER NOT NULL REFERENCES casts (article) ON DELETE CASCADE,
    name INTEGER NOT NULL REFERENCES names (number),
    marks TEXT NOT NULL,                -- JSON list of pairs: what the article says of the bearer
    node INTEGER                        -- the bearer; null until it is found
) STRICT, WITHOUT ROWID;
CREATE INDEX uses_by_name ON uses (name, marks, node);
CREATE INDEX uses_by_node ON uses (node);
CREATE INDEX uses_by_article ON uses (article);

CREATE TABLE calls (                    -- other names by which an article calls an actor
    name INTEGER NOT NULL REFERENCES names (number),
    actor TEXT NOT NULL REFERENCES uses (actor) ON DELETE CASCADE,
    PRIMARY KEY (name, actor)
) STRICT, WITHOUT ROWID;
CREATE INDEX calls_by_actor ON calls (actor);

CREATE TABLE bearers (                  -- who bears a name, and which bearer of a fuller name that is
    node INTEGER PRIMARY KEY,
    name INTEGER NOT NULL REFERENCES names (number),
    first TEXT NOT NULL,                -- the actor that its earliest use is; empty where all uses of the name are its
    articles INTEGER NOT NULL,
    marks TEXT NOT NULL,                -- JSON list of pairs: what all articles say of the bearer
    parent INTEGER,
    score REAL,
    reasons TEXT NOT NULL,              -- JSON list of pairs: why that one
    tree INTEGER NOT NULL,              -- where one comes to from parent to parent
    root INTEGER NOT NULL,              -- the identity: the tree, or the first of the trees that people have joined
    UNIQUE (name, first)
) STRICT;
CREATE INDEX bearers_by_root ON bearers (root);
CREATE INDEX bearers_by_tree ON bearers (tree);
CREATE INDEX bearers_joined ON bearers (node) WHERE root != tree;

CREATE TABLE doubts (                   -- pairs of bearers that may be one, for a person to settle
    one INTEGER NOT NULL REFERENCES bearers (node) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES bearers (node) ON DELETE CASCADE,
    score REAL NOT NULL,
    reasons TEXT NOT NULL,              -- JSON list of pairs: what speaks for and against
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX doubts_by_other ON doubts (other);

CREATE TABLE settled (                  -- pairs of actors of which a person has said whether they are one
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    same INTEGER NOT NULL,              -- 0: they are two
    PRIMARY KEY (one, other),
    CHECK (one < other)
) STRICT, WITHOUT ROWID;
CREATE INDEX settled_by_other ON settled (other);
