-- How much production's users asked for, by the hour. The hour that was counted last is there even when nobody asked.

CREATE TABLE edge_request (
    hour     timestamptz PRIMARY KEY,
    requests bigint      NOT NULL
);
