-- What environments logged, as it is watched from minute to minute.

CREATE TABLE log_error (
    environment text        NOT NULL,
    release_id  text        NOT NULL,
    fingerprint text        NOT NULL,
    first_at    timestamptz NOT NULL,
    last_at     timestamptz NOT NULL,
    times       bigint      NOT NULL,
    logger      text        NOT NULL,
    example     text        NOT NULL,
    PRIMARY KEY (environment, release_id, fingerprint)
);

CREATE TABLE log_watched (
    environment text        PRIMARY KEY,
    since       timestamptz NOT NULL,
    looked_at   timestamptz NOT NULL
);
COMMENT ON TABLE log_watched IS 'From when on an environment''s log has been looked at without a gap while its Odoo ran.';
