-- The ledger: rooms, their logs, the records that follow from them, devices and results.
-- Times are milliseconds since 1970 (UTC), identities are UUIDs as text, hashes are hexadecimal.

CREATE TABLE room (
    key     TEXT PRIMARY KEY,
    name    TEXT NOT NULL,
    epoch   TEXT NOT NULL,
    head    INTEGER NOT NULL,
    created INTEGER NOT NULL
) STRICT;

-- Append-only. `command` and `effects` are the exact texts the hash is computed over.
CREATE TABLE log (
    room       TEXT NOT NULL REFERENCES room (key),
    seq        INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    actor_id   TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    device     TEXT NOT NULL,
    number     INTEGER NOT NULL,
    command    TEXT NOT NULL,
    effects    TEXT NOT NULL,
    prev_hash  TEXT NOT NULL,
    hash       TEXT NOT NULL,
    PRIMARY KEY (room, seq)
) STRICT;

-- A command is in the log at most once; also how an own command is found that is to be undone.
CREATE UNIQUE INDEX log_command ON log (room, device, number);

-- Which entries touched a record: its history without reading the whole log.
CREATE TABLE touched (
    room   TEXT NOT NULL,
    record TEXT NOT NULL,
    seq    INTEGER NOT NULL,
    PRIMARY KEY (room, record, seq)
) STRICT, WITHOUT ROWID;

-- What follows from the log, so that a start reads records, not history.
CREATE TABLE record (
    room TEXT NOT NULL REFERENCES room (key),
    id   TEXT NOT NULL,
    kind TEXT NOT NULL,
    seq  INTEGER NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (room, id)
) STRICT;

CREATE INDEX record_kind ON record (room, kind);

CREATE TABLE device (
    room        TEXT NOT NULL REFERENCES room (key),
    device      TEXT NOT NULL,
    account     TEXT NOT NULL,
    last_number INTEGER NOT NULL,
    seen_at     INTEGER NOT NULL,
    PRIMARY KEY (room, device)
) STRICT;

-- What became of commands, for those who ask again.
CREATE TABLE result (
    room    TEXT NOT NULL REFERENCES room (key),
    device  TEXT NOT NULL,
    number  INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    at      INTEGER NOT NULL,
    PRIMARY KEY (room, device, number)
) STRICT;

CREATE INDEX result_at ON result (at);
