-- Of articles that are the same in all that is compared, one stands for all; and names go without a look at all their words.

ALTER TABLE texts ADD COLUMN same INTEGER;          -- a number of the shingles and credits; null of too few words
ALTER TABLE texts ADD COLUMN first INTEGER;         -- the earliest article with the same one
CREATE INDEX texts_by_same ON texts (same);
ALTER TABLE profiles ADD COLUMN same INTEGER;       -- a number of the text, the weights and the day
ALTER TABLE profiles ADD COLUMN first INTEGER;      -- the earliest article with the same one
CREATE INDEX profiles_by_same ON profiles (same);
CREATE INDEX name_words_by_name ON name_words (name);
