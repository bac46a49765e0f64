-- By what lists are counted and chosen from: an index has the rows in the order in which they are listed.

CREATE INDEX statements_by_act ON statements (act, article, passage, position);
CREATE INDEX statements_by_form ON statements (form, article, passage, position);
CREATE INDEX statements_by_said ON statements (said, article, passage, position);
CREATE INDEX figures_by_kind ON figures (kind, article, passage, position);
CREATE INDEX events_by_status ON events (status, article, passage, position);
CREATE INDEX events_by_type ON events (type, article, passage, position);
CREATE INDEX actors_by_kind ON actors (kind, article, passage, position);
CREATE INDEX profiles_by_story ON profiles (root, day);
CREATE INDEX bearers_by_articles ON bearers (root, articles);
