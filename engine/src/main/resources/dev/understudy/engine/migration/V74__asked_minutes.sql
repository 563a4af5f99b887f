-- What production's users asked for in the minutes whose hour is not counted yet: both are read from one log, once.

CREATE TABLE asked_minute (
    at       timestamptz PRIMARY KEY,
    requests integer     NOT NULL
);
