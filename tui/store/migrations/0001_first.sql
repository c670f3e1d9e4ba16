-- Sources.  A row outlives its place in feeds.toml: what was kept from it stays readable.
CREATE TABLE feeds (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    url TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL DEFAULT '',
    own_title TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT 'feed',
    tags TEXT NOT NULL DEFAULT '[]',
    full_text INTEGER NOT NULL DEFAULT 0,
    place INTEGER NOT NULL DEFAULT 0,
    subscribed INTEGER NOT NULL DEFAULT 1,
    etag TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    moved_to TEXT NOT NULL DEFAULT '',
    fetched INTEGER,
    error TEXT NOT NULL DEFAULT ''
) STRICT;

-- What a list shows, and nothing else: 100,000 rows must be read in milliseconds.
-- Times are milliseconds since 1970 in UTC.
CREATE TABLE headlines (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    feed INTEGER NOT NULL REFERENCES feeds,
    date INTEGER NOT NULL,
    language TEXT NOT NULL,
    title TEXT NOT NULL
) STRICT;
CREATE INDEX headlines_newest ON headlines (date DESC, id DESC, feed);
CREATE INDEX headlines_of_feed ON headlines (feed, date DESC, id DESC);

CREATE TABLE articles (
    id INTEGER PRIMARY KEY REFERENCES headlines ON DELETE CASCADE,
    feed INTEGER NOT NULL REFERENCES feeds,
    guid TEXT NOT NULL,
    url TEXT NOT NULL,
    added INTEGER NOT NULL,
    listed INTEGER NOT NULL DEFAULT 1,
    full_text INTEGER NOT NULL DEFAULT 0,
    tries INTEGER NOT NULL DEFAULT 0,
    digest BLOB NOT NULL,
    UNIQUE (feed, guid)
) STRICT;
CREATE INDEX articles_by_url ON articles (url);

-- article: what was extracted, as JSON.  source: the bytes it was extracted from, zlib-compressed.
CREATE TABLE bodies (
    article INTEGER PRIMARY KEY REFERENCES headlines ON DELETE CASCADE,
    content TEXT NOT NULL,
    source BLOB NOT NULL,
    source_url TEXT NOT NULL,
    source_type TEXT NOT NULL
) STRICT;

CREATE TABLE recognitions (
    article INTEGER PRIMARY KEY REFERENCES headlines ON DELETE CASCADE,
    version INTEGER NOT NULL,
    content TEXT NOT NULL
) STRICT;

CREATE TABLE occurrences (
    entity TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES headlines ON DELETE CASCADE,
    count INTEGER NOT NULL,
    date INTEGER NOT NULL,
    PRIMARY KEY (entity, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX occurrences_of_article ON occurrences (article);

CREATE TABLE entity_names (
    folded TEXT NOT NULL,
    kind TEXT NOT NULL,
    entity TEXT NOT NULL,
    PRIMARY KEY (folded, kind, entity)
) STRICT, WITHOUT ROWID;

-- What the reader did.  flags: 1 read, 2 starred, 4 later, 8 dismissed.
CREATE TABLE states (
    article INTEGER PRIMARY KEY REFERENCES headlines ON DELETE CASCADE,
    flags INTEGER NOT NULL
) STRICT;
CREATE INDEX states_kept ON states (article) WHERE flags & 6;
CREATE INDEX states_dismissed ON states (article) WHERE flags & 8;

CREATE TABLE positions (
    article INTEGER PRIMARY KEY REFERENCES headlines ON DELETE CASCADE,
    block INTEGER NOT NULL,
    place INTEGER NOT NULL
) STRICT;

-- The journal: what each change found and left.  No reference to headlines: history survives pruning.
CREATE TABLE changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    verb TEXT NOT NULL,
    at INTEGER NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE change_items (
    change INTEGER NOT NULL REFERENCES changes ON DELETE CASCADE,
    place INTEGER NOT NULL,
    article INTEGER NOT NULL,
    before INTEGER NOT NULL,
    after INTEGER NOT NULL,
    PRIMARY KEY (change, place)
) STRICT, WITHOUT ROWID;

-- Full text.  Contentless, so the text is not kept twice; a changed article gets a new
-- document and the old one, which no row of documents names any more, is never a hit.
CREATE VIRTUAL TABLE search USING fts5 (title, body, author, content = '', tokenize = "unicode61 remove_diacritics 0");
CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL UNIQUE REFERENCES headlines ON DELETE CASCADE
) STRICT;

CREATE TABLE facts (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
