-- What the users of environments asked for, by the minute.

CREATE TABLE traffic_minute (
    environment text        NOT NULL,
    at          timestamptz NOT NULL,
    requests    integer     NOT NULL,
    failed      integer     NOT NULL,
    held        integer     NOT NULL,
    took        integer[]   NOT NULL,
    PRIMARY KEY (environment, at)
);
COMMENT ON COLUMN traffic_minute.took IS 'How many were answered within each of the times that the program has, the last for all that took longer.';
