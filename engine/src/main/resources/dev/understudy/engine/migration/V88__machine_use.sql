-- What environments take of the machine, and their slow statements.

ALTER TABLE traffic_minute ADD COLUMN busy_millis bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN traffic_minute.busy_millis IS 'How long Odoo was at work on what was asked for, all of it together.';

CREATE TABLE machine_use (
    environment    text             NOT NULL,
    at             timestamptz      NOT NULL,
    seconds        double precision NOT NULL,
    processors     double precision NOT NULL,
    memory         bigint           NOT NULL,
    connections    integer,
    active         integer,
    database_bytes bigint,
    PRIMARY KEY (environment, at)
);
COMMENT ON COLUMN machine_use.at IS 'When the time ends that it is of.';
COMMENT ON COLUMN machine_use.processors IS 'How many it kept at work, on average.';

CREATE TABLE slow_statement (
    environment text        NOT NULL,
    statement   text        NOT NULL,
    digest      text        NOT NULL,
    seen        integer     NOT NULL,
    longest     bigint      NOT NULL,
    first_at    timestamptz NOT NULL,
    last_at     timestamptz NOT NULL,
    PRIMARY KEY (environment, digest)
);
COMMENT ON COLUMN slow_statement.statement IS 'Without its values.';
COMMENT ON COLUMN slow_statement.longest IS 'Milliseconds that it had taken when it was seen.';
