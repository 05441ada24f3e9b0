-- Accounts and what opens them. Of every secret only the SHA-256 is kept, in hexadecimal.

CREATE TABLE account (
    id   TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL
) STRICT;

CREATE TABLE session (
    token_hash TEXT PRIMARY KEY,
    account    TEXT NOT NULL REFERENCES account (id),
    created    INTEGER NOT NULL,
    expires    INTEGER NOT NULL
) STRICT;

CREATE TABLE link (
    token_hash TEXT PRIMARY KEY,
    account    TEXT NOT NULL REFERENCES account (id),
    expires    INTEGER NOT NULL,
    used       INTEGER
) STRICT;

CREATE TABLE token (
    token_hash TEXT PRIMARY KEY,
    account    TEXT NOT NULL REFERENCES account (id),
    name       TEXT NOT NULL,
    created    INTEGER NOT NULL,
    expires    INTEGER NOT NULL
) STRICT;
