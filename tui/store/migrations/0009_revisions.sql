-- Pages that are watched: what they said before.  number counts from 1, the newest former text has the highest;
-- taken is when it was first seen, in milliseconds; content is the article as JSON, zlib-compressed.
CREATE TABLE revisions (
    article INTEGER NOT NULL REFERENCES headlines ON DELETE CASCADE,
    number INTEGER NOT NULL,
    taken INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;

-- When the text that is kept now was first seen, 0 for one that never changed.
ALTER TABLE headlines ADD COLUMN revised INTEGER NOT NULL DEFAULT 0;
CREATE INDEX headlines_revised ON headlines (revised) WHERE revised > 0;
