-- Where a notice was read from, so that its file, read again after a change, replaces what was stored of it.
ALTER TABLE notice ADD COLUMN location TEXT;
CREATE UNIQUE INDEX notice_location ON notice (location) WHERE location IS NOT NULL;
