-- What comparing looks at is kept in the form in which it is compared, and copies in trees as all other groups are.

ALTER TABLE texts ADD COLUMN parent INTEGER;        -- the earlier text that this one shares most shingles with
ALTER TABLE texts ADD COLUMN shared INTEGER;        -- how many
ALTER TABLE profiles ADD COLUMN weights BLOB;       -- checksums of the stems and their weights; null until it is found
ALTER TABLE sayings ADD COLUMN size INTEGER;        -- the number of its phrases; null until it is looked at
