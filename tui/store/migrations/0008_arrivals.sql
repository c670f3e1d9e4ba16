-- A feed as its server sent it, kept until its entries are read: a list shows headlines, and needs none of their text.
CREATE TABLE answers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    feed INTEGER NOT NULL REFERENCES feeds,
    url TEXT NOT NULL,
    content_type TEXT NOT NULL,
    coding TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT;

-- listing: digest of the entry as its feed lists it.  answer: where the text that is still to be read stands.
ALTER TABLE articles ADD COLUMN listing BLOB NOT NULL DEFAULT x'';
ALTER TABLE articles ADD COLUMN answer INTEGER REFERENCES answers;
CREATE INDEX articles_to_read ON articles (answer) WHERE answer IS NOT NULL;
