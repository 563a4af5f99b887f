DROP TABLE blamed_error;

CREATE TABLE blamed_time (
    environment text        NOT NULL,
    since       timestamptz NOT NULL,
    until       timestamptz NOT NULL,
    PRIMARY KEY (environment, since)
);
