-- A reading position is found again by its words when the article changed: what stood there, at most 60 code points.
ALTER TABLE positions ADD COLUMN words TEXT NOT NULL DEFAULT '';
