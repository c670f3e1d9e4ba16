-- What a change did to feeds.toml, as JSON, '' for nothing: taking it back takes that back too.
ALTER TABLE changes ADD COLUMN edit TEXT NOT NULL DEFAULT '';
CREATE INDEX changes_by_note ON changes (note, verb) WHERE note <> '';
