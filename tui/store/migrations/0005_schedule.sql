-- When a feed is asked the next time and why then.  asked and next are in milliseconds; next is NULL for "at once",
-- why one of the words of tui.newsroom.schedule; failures counts those since the last success.
ALTER TABLE feeds ADD COLUMN asked INTEGER;
ALTER TABLE feeds ADD COLUMN next INTEGER;
ALTER TABLE feeds ADD COLUMN why TEXT NOT NULL DEFAULT '';
ALTER TABLE feeds ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN ttl INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN rhythm INTEGER NOT NULL DEFAULT 0;
