-- Summaries that a language model wrote because the reader asked for them.  digest: of the article that was sent;
-- after a change of the article its summary is of another text and is not shown any more.
CREATE TABLE summaries (
    article INTEGER NOT NULL REFERENCES headlines ON DELETE CASCADE,
    model TEXT NOT NULL,
    language TEXT NOT NULL,
    digest BLOB NOT NULL,
    made INTEGER NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (article, model, language)
) STRICT, WITHOUT ROWID;

-- Which model of the user's read an article beside the rules, 0 for none.  Whatever replaces a recognition makes it 0.
ALTER TABLE recognitions ADD COLUMN model INTEGER NOT NULL DEFAULT 0;
CREATE INDEX recognitions_by_model ON recognitions (model, version, article);
