-- Epochs that are over: a room that was restored or moved has a new one, since others may have gone
-- on from the same place. The chain stands on the first epoch; each that ended says where it did.

CREATE TABLE former_epoch (
    room   TEXT NOT NULL,
    number INTEGER NOT NULL,
    epoch  TEXT NOT NULL,
    head   INTEGER NOT NULL,
    hash   TEXT NOT NULL,
    at     INTEGER NOT NULL,
    PRIMARY KEY (room, number)
) STRICT;
