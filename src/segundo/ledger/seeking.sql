-- What the pages of a large ledger are found by: names by their words, events by their days, who is named most.

CREATE TABLE spellings (                -- every name that ever stood in a record or was an outlet's
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,          -- as it stands there
    folded TEXT NOT NULL                -- without case and accents
) STRICT;
CREATE TABLE spelling_words (           -- the words of its folded form
    word TEXT NOT NULL,
    spelling INTEGER NOT NULL REFERENCES spellings (number) ON DELETE CASCADE,
    PRIMARY KEY (word, spelling)
) STRICT, WITHOUT ROWID;
CREATE INDEX spelling_words_by_spelling ON spelling_words (spelling);
CREATE TRIGGER spellings_enter AFTER INSERT ON spellings BEGIN
    INSERT INTO spelling_words (word, spelling)
        SELECT DISTINCT value, new.number FROM json_each('["' || replace(new.folded, ' ', '","') || '"]');
END;
CREATE TRIGGER articles_enter_outlet AFTER INSERT ON articles WHEN new.outlet_folded IS NOT NULL BEGIN
    INSERT INTO spellings (name, folded) VALUES (new.outlet_folded, new.outlet_folded) ON CONFLICT (name) DO NOTHING;
END;
CREATE TRIGGER articles_change_outlet AFTER UPDATE OF outlet_folded ON articles WHEN new.outlet_folded IS NOT NULL BEGIN
    INSERT INTO spellings (name, folded) VALUES (new.outlet_folded, new.outlet_folded) ON CONFLICT (name) DO NOTHING;
END;
CREATE TRIGGER actors_enter_name AFTER INSERT ON actors WHEN new.name_folded IS NOT NULL BEGIN
    INSERT INTO spellings (name, folded) VALUES (new.name_folded, new.name_folded) ON CONFLICT (name) DO NOTHING;
END;
CREATE TRIGGER actors_change_name AFTER UPDATE OF name_folded ON actors WHEN new.name_folded IS NOT NULL BEGIN
    INSERT INTO spellings (name, folded) VALUES (new.name_folded, new.name_folded) ON CONFLICT (name) DO NOTHING;
END;
CREATE TRIGGER actors_enter_organisation AFTER INSERT ON actors WHEN new.organisation_folded IS NOT NULL BEGIN
    INSERT INTO spellings (name, folded) VALUES (new.organisation_folded, new.organisation_folded) ON CONFLICT (name) DO NOTHING;
END;
CREATE TRIGGER actors_change_organisation AFTER UPDATE OF organisation_folded ON actors WHEN new.organisation_folded IS NOT NULL BEGIN
    INSERT INTO spellings (name, folded) VALUES (new.organisation_folded, new.organisation_folded) ON CONFLICT (name) DO NOTHING;
END;
CREATE TRIGGER statements_enter_speaker AFTER INSERT ON statements WHEN new.speaker_folded IS NOT NULL BEGIN
    INSERT INTO spellings (name, folded) VALUES (new.speaker_folded, new.speaker_folded) ON CONFLICT (name) DO NOTHING;
END;
CREATE TRIGGER statements_change_speaker AFTER UPDATE OF speaker_folded ON statements WHEN new.speaker_folded IS NOT NULL BEGIN
    INSERT INTO spellings (name, folded) VALUES (new.speaker_folded, new.speaker_folded) ON CONFLICT (name) DO NOTHING;
END;
CREATE TRIGGER statements_enter_on_behalf_of AFTER INSERT ON statements WHEN new.on_behalf_of_folded IS NOT NULL BEGIN
    INSERT INTO spellings (name, folded) VALUES (new.on_behalf_of_folded, new.on_behalf_of_folded) ON CONFLICT (name) DO NOTHING;
END;
CREATE TRIGGER statements_change_on_behalf_of AFTER UPDATE OF on_behalf_of_folded ON statements WHEN new.on_behalf_of_folded IS NOT NULL BEGIN
    INSERT INTO spellings (name, folded) VALUES (new.on_behalf_of_folded, new.on_behalf_of_folded) ON CONFLICT (name) DO NOTHING;
END;
CREATE TRIGGER figures_enter_place AFTER INSERT ON figures WHEN new.place IS NOT NULL BEGIN
    INSERT INTO spellings (name, folded) VALUES (new.place, fold(new.place)) ON CONFLICT (name) DO NOTHING;
END;
CREATE TRIGGER figures_change_place AFTER UPDATE OF place ON figures WHEN new.place IS NOT NULL BEGIN
    INSERT INTO spellings (name, folded) VALUES (new.place, fold(new.place)) ON CONFLICT (name) DO NOTHING;
END;
CREATE TRIGGER events_enter_place AFTER INSERT ON events WHEN new.place IS NOT NULL BEGIN
    INSERT INTO spellings (name, folded) VALUES (new.place, fold(new.place)) ON CONFLICT (name) DO NOTHING;
END;
CREATE TRIGGER events_change_place AFTER UPDATE OF place ON events WHEN new.place IS NOT NULL BEGIN
    INSERT INTO spellings (name, folded) VALUES (new.place, fold(new.place)) ON CONFLICT (name) DO NOTHING;
END;
INSERT INTO spellings (name, folded)
    SELECT DISTINCT name, folded FROM (
        SELECT outlet_folded AS name, outlet_folded AS folded FROM articles WHERE outlet_folded IS NOT NULL
        UNION SELECT name_folded AS name, name_folded AS folded FROM actors WHERE name_folded IS NOT NULL
        UNION SELECT organisation_folded AS name, organisation_folded AS folded FROM actors WHERE organisation_folded IS NOT NULL
        UNION SELECT speaker_folded AS name, speaker_folded AS folded FROM statements WHERE speaker_folded IS NOT NULL
        UNION SELECT on_behalf_of_folded AS name, on_behalf_of_folded AS folded FROM statements WHERE on_behalf_of_folded IS NOT NULL
        UNION SELECT place AS name, fold(place) AS folded FROM figures WHERE place IS NOT NULL
        UNION SELECT place AS name, fold(place) AS folded FROM events WHERE place IS NOT NULL
    );

CREATE TABLE moments (                  -- the day of each event, in the order of the timeline
    event TEXT PRIMARY KEY REFERENCES events (id) ON DELETE CASCADE,
    day TEXT,                           -- the first of its own time, else that of publication
    article INTEGER NOT NULL,
    passage INTEGER NOT NULL,
    position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX moments_by_day ON moments (day DESC, article DESC, passage, position);
CREATE TRIGGER events_enter_moment AFTER INSERT ON events BEGIN
    INSERT INTO moments (event, day, article, passage, position) VALUES (new.id, coalesce(
        (SELECT first_day FROM times WHERE id = new.when_id),
        (SELECT published FROM articles WHERE number = new.article)
    ), new.article, new.passage, new.position);
END;
CREATE TRIGGER events_change_moment AFTER UPDATE OF when_id ON events BEGIN
    UPDATE moments SET day = coalesce(
        (SELECT first_day FROM times WHERE id = new.when_id),
        (SELECT published FROM articles WHERE number = new.article)
    ) WHERE event = new.id;
END;
CREATE TRIGGER times_enter_moment AFTER INSERT ON times BEGIN
    UPDATE moments SET day = coalesce(new.first_day, day)
        WHERE event IN (SELECT id FROM events WHERE when_id = new.id);
END;
CREATE TRIGGER times_change_moment AFTER UPDATE OF first_day ON times BEGIN
    UPDATE moments SET day = coalesce(
        new.first_day, (SELECT published FROM articles WHERE number = new.article)
    ) WHERE event IN (SELECT id FROM events WHERE when_id = new.id);
END;
INSERT INTO moments (event, day, article, passage, position)
    SELECT event.id, coalesce(time.first_day, article.published), event.article, event.passage, event.position
    FROM events AS event JOIN articles AS article ON article.number = event.article
    LEFT JOIN times AS time ON time.id = event.when_id;

CREATE TABLE ranks (                    -- in how many articles each identity is named
    root INTEGER PRIMARY KEY,           -- as bearers have it
    kind TEXT NOT NULL,
    articles INTEGER NOT NULL,          -- of all its bearers together
    bearers INTEGER NOT NULL            -- how many those are
) STRICT;
CREATE INDEX ranks_by_articles ON ranks (articles DESC, root);
CREATE INDEX ranks_by_kind ON ranks (kind, articles DESC, root);
CREATE TRIGGER bearers_enter_rank AFTER INSERT ON bearers BEGIN
    INSERT INTO ranks (root, kind, articles, bearers)
        SELECT new.root, kind, new.articles, 1 FROM names WHERE number = new.name
        ON CONFLICT (root) DO UPDATE SET articles = articles + excluded.articles, bearers = bearers + 1;
END;
CREATE TRIGGER bearers_leave_rank AFTER DELETE ON bearers BEGIN
    UPDATE ranks SET articles = articles - old.articles, bearers = bearers - 1 WHERE root = old.root;
    DELETE FROM ranks WHERE root = old.root AND bearers = 0;
END;
CREATE TRIGGER bearers_change_rank AFTER UPDATE OF root, articles ON bearers
WHEN (old.root, old.articles) IS NOT (new.root, new.articles) BEGIN
    UPDATE ranks SET articles = articles - old.articles, bearers = bearers - 1 WHERE root = old.root;
    INSERT INTO ranks (root, kind, articles, bearers)
        SELECT new.root, kind, new.articles, 1 FROM names WHERE number = new.name
        ON CONFLICT (root) DO UPDATE SET articles = articles + excluded.articles, bearers = bearers + 1;
    DELETE FROM ranks WHERE root = old.root AND bearers = 0;
END;
INSERT INTO ranks (root, kind, articles, bearers)
    SELECT root, min(kind), sum(articles), count(*) FROM bearers JOIN names ON names.number = name GROUP BY root;

-- Lists in their order, with the columns that are looked for on the way through them.
DROP INDEX statements_by_passage;
CREATE INDEX statements_by_passage ON statements (article, passage, position, number);
DROP INDEX figures_by_passage;
CREATE INDEX figures_by_passage ON figures (article, passage, position);
DROP INDEX events_by_passage;
CREATE INDEX events_by_passage ON events (article, passage, position);
DROP INDEX actors_by_passage;
CREATE INDEX actors_by_passage ON actors (article, passage, position);
CREATE INDEX statements_by_behalf ON statements (on_behalf_of_folded) WHERE on_behalf_of_folded IS NOT NULL;
CREATE INDEX actors_by_organisation ON actors (organisation_folded) WHERE organisation_folded IS NOT NULL;
CREATE INDEX figures_by_place ON figures (place) WHERE place IS NOT NULL;
CREATE INDEX events_by_place ON events (place) WHERE place IS NOT NULL;
CREATE INDEX times_by_last_day ON times (last_day, first_day, id) WHERE last_day IS NOT NULL;
CREATE INDEX times_by_first_day ON times (first_day, id) WHERE first_day IS NOT NULL;
CREATE INDEX articles_by_outlet_name ON articles (outlet);
CREATE INDEX articles_by_version ON articles (version);
DROP INDEX bearers_by_articles;
