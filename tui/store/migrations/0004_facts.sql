-- What a public source says of companies and people, fetched when the reader asked for it.  asked: when, in
-- milliseconds; outcome: kept, unknown or doubtful; item and content are '' but for kept.
CREATE TABLE entity_facts (
    entity TEXT PRIMARY KEY,
    asked INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    item TEXT NOT NULL,
    content TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What classes of things are subclasses of there, as a JSON list.
CREATE TABLE fact_classes (
    class TEXT PRIMARY KEY,
    asked INTEGER NOT NULL,
    parents TEXT NOT NULL
) STRICT, WITHOUT ROWID;
