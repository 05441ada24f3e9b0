-- The ledger: rooms, their logs, the records that follow from them, devices and results.
-- Times are milliseconds since 1970 (UTC), identities are UUIDs as text, hashes are hexadecimal:
-- the same in every engine, so that a room moves from one to another as it is.
-- Identities compare by their bytes: a collation that knows languages makes every index slower.

CREATE TABLE room (
    key     text COLLATE "C" PRIMARY KEY,
    name    text NOT NULL,
    epoch   text NOT NULL,
    head    bigint NOT NULL,
    created bigint NOT NULL,
    -- In which order the rooms were made, also within a millisecond.
    number  bigint GENERATED ALWAYS AS IDENTITY,
    -- How many groups were written, by any server: one that finds another number than it left has
    -- missed something, be it only the result of a rejected command.
    written bigint NOT NULL DEFAULT 0
);

-- The rows below name their room, but no foreign key checks it: they are only ever written under
-- the room's row lock, which proves that it is there, and a check for each row would cost more
-- than the row.

-- Append-only. `command` and `effects` are the exact texts the hash is computed over.
CREATE TABLE log (
    room       text COLLATE "C" NOT NULL,
    seq        bigint NOT NULL,
    at         bigint NOT NULL,
    actor_id   text COLLATE "C" NOT NULL,
    actor_name text NOT NULL,
    device     text COLLATE "C" NOT NULL,
    number     bigint NOT NULL,
    command    text NOT NULL,
    effects    text NOT NULL,
    prev_hash  text COLLATE "C" NOT NULL,
    hash       text COLLATE "C" NOT NULL,
    PRIMARY KEY (room, seq)
);

-- A command is in the log at most once; also how an own command is found that is to be undone.
CREATE UNIQUE INDEX log_command ON log (room, device, number);

-- Which entries touched a record: its history without reading the whole log.
CREATE TABLE touched (
    room   text COLLATE "C" NOT NULL,
    record text COLLATE "C" NOT NULL,
    seq    bigint NOT NULL,
    PRIMARY KEY (room, record, seq)
);

-- What follows from the log, so that a start reads records, not history.
-- `json` is text and not jsonb, which cannot hold every character that a record can.
CREATE TABLE record (
    room text COLLATE "C" NOT NULL,
    id   text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    seq  bigint NOT NULL,
    json text NOT NULL,
    PRIMARY KEY (room, id)
);

CREATE INDEX record_kind ON record (room, kind);

CREATE TABLE device (
    room        text COLLATE "C" NOT NULL,
    device      text COLLATE "C" NOT NULL,
    account     text COLLATE "C" NOT NULL,
    last_number bigint NOT NULL,
    seen_at     bigint NOT NULL,
    PRIMARY KEY (room, device)
);

-- What became of commands, for those who ask again.
CREATE TABLE result (
    room    text COLLATE "C" NOT NULL,
    device  text COLLATE "C" NOT NULL,
    number  bigint NOT NULL,
    outcome text NOT NULL,
    at      bigint NOT NULL,
    PRIMARY KEY (room, device, number)
);

CREATE INDEX result_at ON result (at);
