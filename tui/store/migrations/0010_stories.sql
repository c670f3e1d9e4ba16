-- What articles of the last days have in common, to find those that tell the same event: an article's traits as JSON,
-- and an index from a trait (a hash) to the articles that have it.  Dates are milliseconds.
CREATE TABLE traits (
    article INTEGER PRIMARY KEY REFERENCES headlines ON DELETE CASCADE,
    date INTEGER NOT NULL,
    content TEXT NOT NULL
) STRICT;
CREATE INDEX traits_by_date ON traits (date);
CREATE TABLE trait_keys (
    key INTEGER NOT NULL,
    date INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES traits ON DELETE CASCADE,
    PRIMARY KEY (key, date, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX trait_keys_of_article ON trait_keys (article);

-- Which articles tell the same event.  Only those that share one with another article stand here.
CREATE TABLE story_members (
    article INTEGER PRIMARY KEY REFERENCES headlines ON DELETE CASCADE,
    story INTEGER NOT NULL
) STRICT;
CREATE INDEX members_of_story ON story_members (story, article);
