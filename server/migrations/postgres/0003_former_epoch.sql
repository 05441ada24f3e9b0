-- Epochs that are over: a room that was restored or moved has a new one, since others may have gone
-- on from the same place. The chain stands on the first epoch; each that ended says where it did.

CREATE TABLE former_epoch (
    room   text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    epoch  text NOT NULL,
    head   bigint NOT NULL,
    hash   text NOT NULL,
    at     bigint NOT NULL,
    PRIMARY KEY (room, number)
);
