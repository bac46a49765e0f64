-- Which appearances are independent reports does not depend on which of equal records arrived first.

DROP TRIGGER statements_repeat;
DROP TRIGGER figures_repeat;
DROP TRIGGER events_repeat;
DROP TABLE repeated;
CREATE TABLE repeated (                 -- groups of which not every appearance is a report of its own
    kind TEXT NOT NULL,                 -- the table that its records are of
    root ANY NOT NULL,                  -- of the group, as sayings, amounts and deeds have it
    records INTEGER NOT NULL,           -- that are no independent reports
    PRIMARY KEY (kind, root)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO regrouped (kind, root) SELECT DISTINCT 'statements', root FROM sayings WHERE root != node;
INSERT OR IGNORE INTO regrouped (kind, root) SELECT DISTINCT 'figures', root FROM amounts WHERE root != node;
INSERT OR IGNORE INTO regrouped (kind, root) SELECT DISTINCT 'events', root FROM deeds WHERE root != node;
