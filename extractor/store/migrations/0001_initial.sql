-- One row a notice, one a directive, one an actor of a directive.  What is searched or filtered by has a column;
-- everything else stays in the JSON of the record, from which a row can be read back whole.
CREATE TABLE notice (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    digest TEXT NOT NULL,
    doc_type TEXT NOT NULL,
    number TEXT,
    issuer TEXT,
    authority TEXT,
    title TEXT,
    province TEXT,
    place_key TEXT NOT NULL,
    issued_on TEXT,
    text TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;
CREATE INDEX notice_issued_on ON notice (issued_on);
CREATE INDEX notice_doc_type ON notice (doc_type);

CREATE TABLE directive (
    key INTEGER PRIMARY KEY,
    notice_key INTEGER NOT NULL REFERENCES notice (key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    force TEXT NOT NULL,
    trackable INTEGER NOT NULL CHECK (trackable IN (0, 1)),
    due_on TEXT,
    record TEXT NOT NULL,
    UNIQUE (notice_key, position)
) STRICT;
CREATE INDEX directive_id ON directive (id);
CREATE INDEX directive_due_on ON directive (due_on) WHERE due_on IS NOT NULL;

CREATE TABLE actor (
    directive_key INTEGER NOT NULL REFERENCES directive (key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    role TEXT NOT NULL,
    name TEXT,
    name_key TEXT NOT NULL,
    PRIMARY KEY (directive_key, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX actor_role ON actor (role, name_key);

-- The directive's own text comes first in both columns, so its highlights keep their positions.
CREATE VIRTUAL TABLE directive_search USING fts5 (exact, folded, tokenize = 'unicode61 remove_diacritics 0');
CREATE TRIGGER directive_deleted AFTER DELETE ON directive BEGIN
    DELETE FROM directive_search WHERE rowid = old.key;
END;
