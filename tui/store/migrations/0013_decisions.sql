-- What a change decided about a company or person (merged, split, a note), as JSON, '' for nothing: who is who follows
-- from these lines, in their order.
ALTER TABLE changes ADD COLUMN decided TEXT NOT NULL DEFAULT '';
CREATE INDEX changes_decided ON changes (id) WHERE decided <> '';
