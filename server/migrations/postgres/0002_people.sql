-- Accounts and what opens them. Of every secret only the SHA-256 is kept, in hexadecimal.

CREATE TABLE account (
    id   text COLLATE "C" PRIMARY KEY,
    name text COLLATE "C" NOT NULL UNIQUE,
    role text NOT NULL
);

CREATE TABLE session (
    token_hash text COLLATE "C" PRIMARY KEY,
    account    text COLLATE "C" NOT NULL REFERENCES account (id),
    created    bigint NOT NULL,
    expires    bigint NOT NULL
);

CREATE TABLE link (
    token_hash text COLLATE "C" PRIMARY KEY,
    account    text COLLATE "C" NOT NULL REFERENCES account (id),
    expires    bigint NOT NULL,
    used       bigint
);

CREATE TABLE token (
    token_hash text COLLATE "C" PRIMARY KEY,
    account    text COLLATE "C" NOT NULL REFERENCES account (id),
    name       text NOT NULL,
    created    bigint NOT NULL,
    expires    bigint NOT NULL
);
