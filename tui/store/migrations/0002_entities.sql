-- Companies and people over all articles.  Derived: filled when an article is recognised.
CREATE TABLE entities (
    entity TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    latin TEXT NOT NULL,
    native TEXT NOT NULL,
    seen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What articles say of them.  kind: role, or that of a relation; object: an entity id or ''.
CREATE TABLE sayings (
    entity TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES headlines ON DELETE CASCADE,
    place INTEGER NOT NULL,
    kind TEXT NOT NULL,
    object TEXT NOT NULL,
    words TEXT NOT NULL,
    sentence TEXT NOT NULL,
    PRIMARY KEY (entity, article, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX sayings_about ON sayings (object, article) WHERE object <> '';
CREATE INDEX sayings_of_article ON sayings (article);
CREATE INDEX occurrences_by_date ON occurrences (date, entity);

-- What the reader did to them: never derived, never lost.  Times are milliseconds, 0 for never.
CREATE TABLE entity_states (
    entity TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    followed INTEGER NOT NULL DEFAULT 0,
    muted INTEGER NOT NULL DEFAULT 0,
    looked INTEGER NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE entity_merges (
    entity TEXT PRIMARY KEY,
    target TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE entity_splits (
    article INTEGER NOT NULL REFERENCES headlines ON DELETE CASCADE,
    entity TEXT NOT NULL,
    PRIMARY KEY (article, entity)
) STRICT, WITHOUT ROWID;
-- A change that nobody pressed a key for: undo passes it over.
ALTER TABLE changes ADD COLUMN alone INTEGER NOT NULL DEFAULT 0;
-- The recogniser reads everything again: the tables above are filled by it.
DELETE FROM recognitions;
