-- Every word of the index, and the parts of it: a search finds a word inside others.  From now on the number of a
-- document grows with its article's date, so that the newest hits are the first ones.
CREATE TABLE words (
    id INTEGER PRIMARY KEY,
    word TEXT NOT NULL UNIQUE
) STRICT;
CREATE VIRTUAL TABLE word_parts USING fts5 (word, content = 'words', content_rowid = 'id', tokenize = 'trigram');
CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab ('main', 'search', 'row');
INSERT INTO words (word) SELECT term FROM temp.vocabulary WHERE length(term) > 2;
INSERT INTO word_parts (rowid, word) SELECT id, word FROM words;
DROP TABLE temp.vocabulary;
