-- What a name is chosen by is kept in sums or led to by indexes, so that a name costs no more for being used often.

CREATE TABLE told (                     -- how many uses of a name say the same of its bearer
    name INTEGER NOT NULL REFERENCES names (number) ON DELETE CASCADE,
    marks TEXT NOT NULL,                -- as uses have them
    uses INTEGER NOT NULL,
    PRIMARY KEY (name, marks)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER uses_enter_told AFTER INSERT ON uses BEGIN
    INSERT INTO told (name, marks, uses) VALUES (new.name, new.marks, 1)
        ON CONFLICT (name, marks) DO UPDATE SET uses = uses + 1;
END;
CREATE TRIGGER uses_leave_told AFTER DELETE ON uses BEGIN
    UPDATE told SET uses = uses - 1 WHERE name = old.name AND marks = old.marks;
    DELETE FROM told WHERE name = old.name AND marks = old.marks AND uses = 0;
END;
INSERT INTO told (name, marks, uses) SELECT name, marks, count(*) FROM uses GROUP BY name, marks;

ALTER TABLE calls ADD COLUMN fuller INTEGER;    -- the name that the actor is entered under
ALTER TABLE calls ADD COLUMN node INTEGER;      -- the bearer of that one, as uses have it
UPDATE calls SET (fuller, node) = (SELECT uses.name, uses.node FROM uses WHERE uses.actor = calls.actor);
CREATE INDEX calls_by_node ON calls (name, node);
CREATE INDEX calls_by_fuller ON calls (fuller, name);
CREATE TRIGGER uses_call AFTER UPDATE OF node ON uses WHEN old.node IS NOT new.node BEGIN
    UPDATE calls SET node = new.node WHERE actor = new.actor;
END;

DROP INDEX uses_by_name;
CREATE INDEX uses_by_name ON uses (name, node, article, marks);
DROP INDEX uses_by_article;
CREATE INDEX uses_by_article ON uses (article, name, node);

ALTER TABLE casts ADD COLUMN day TEXT;          -- the day of publication and the article's id, by which uses are in order
UPDATE casts SET day = (SELECT coalesce(published, '9999') || ' ' || id FROM articles WHERE number = article);

ALTER TABLE casts ADD COLUMN moved INTEGER NOT NULL DEFAULT 0;  -- 1: its story may be another one now
CREATE INDEX casts_moved ON casts (article) WHERE moved;
CREATE TRIGGER profiles_move_cast AFTER UPDATE OF root ON profiles WHEN old.root IS NOT new.root BEGIN
    UPDATE casts SET moved = 1 WHERE article = new.node;
END;
UPDATE casts SET moved = 1 WHERE story != (SELECT root FROM profiles WHERE node = article);
