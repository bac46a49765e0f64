-- What comparing looks at is kept in the form in which it is compared.

ALTER TABLE profiles ADD COLUMN weights BLOB;       -- checksums of the stems and their weights; null until it is found
ALTER TABLE sayings ADD COLUMN size INTEGER;        -- the number of its phrases; null until it is looked at
