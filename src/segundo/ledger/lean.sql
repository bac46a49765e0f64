-- What is looked up for every new article is read and written in few parts of the file.

-- Scores in hundredths: a new record goes to the end of one of fifty rows of records, not anywhere among them all.
DROP INDEX statements_by_doubt;
DROP INDEX figures_by_doubt;
DROP INDEX events_by_doubt;
CREATE INDEX statements_by_doubt ON statements (round(abs(score - 0.5), 2)) WHERE first_id IS NULL;
CREATE INDEX figures_by_doubt ON figures (round(abs(score - 0.5), 2)) WHERE first_id IS NULL;
CREATE INDEX events_by_doubt ON events (round(abs(score - 0.5), 2)) WHERE first_id IS NULL;

-- Whether texts are worth comparing depends on their sizes, which stand behind all their shingles in their rows.
CREATE INDEX texts_by_size ON texts (article, size);

-- Who else is named where somebody is: from the bearer to the articles without a look at each use.
DROP INDEX uses_by_node;
CREATE INDEX uses_by_node ON uses (node, article);
