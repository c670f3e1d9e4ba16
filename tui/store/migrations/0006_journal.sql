-- The journal is undone by any line.  undone: 0 the change stands, 1 it was taken back and redo brings it again,
-- 2 it was taken back and redo passes it over, for something else was done since.  turn: the order of taking back.
-- quiet: nobody asked for the change itself (a story was opened, and so is read).  note: more words for the history.
ALTER TABLE changes ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
ALTER TABLE changes ADD COLUMN quiet INTEGER NOT NULL DEFAULT 0;
ALTER TABLE changes ADD COLUMN note TEXT NOT NULL DEFAULT '';
CREATE INDEX change_items_of_article ON change_items (article, change);
