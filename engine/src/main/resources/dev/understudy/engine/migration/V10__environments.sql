-- "system_user" is a reserved word since PostgreSQL 16; V16 gives it another name.
CREATE TABLE environment (
    name           text PRIMARY KEY,
    kind           text        NOT NULL,
    state          text        NOT NULL,
    "system_user"  text        NOT NULL,
    database_name  text        NOT NULL,
    http_port      integer     NOT NULL,
    gevent_port    integer     NOT NULL,
    postgres_port  integer     NOT NULL,
    slot           text        NOT NULL,
    release_id     text        NOT NULL,
    odoo_password  text        NOT NULL,
    neutralized    boolean     NOT NULL,
    fenced         boolean     NOT NULL,
    generation     bigint      NOT NULL,
    created_at     timestamptz NOT NULL,
    copied_at      timestamptz
);

CREATE TABLE release (
    number     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id         text        NOT NULL UNIQUE GENERATED ALWAYS AS ('r' || number) STORED,
    created_at timestamptz NOT NULL,
    created_by text        NOT NULL,
    odoo_build text        NOT NULL,
    commits    jsonb       NOT NULL,
    changes    jsonb       NOT NULL
);

CREATE TABLE rehearsal (
    run_id                text PRIMARY KEY,
    release_id            text        NOT NULL,
    production_release    text        NOT NULL,
    production_generation bigint      NOT NULL,
    succeeded             boolean     NOT NULL,
    plan                  jsonb       NOT NULL,
    observed_class        text        NOT NULL,
    unavailability_ms     bigint      NOT NULL,
    finished_at           timestamptz NOT NULL
);
CREATE INDEX rehearsal_release ON rehearsal (release_id, finished_at DESC);

CREATE TABLE restore_point (
    environment text        NOT NULL,
    name        text        NOT NULL,
    release_id  text        NOT NULL,
    reason      text        NOT NULL,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (environment, name)
);
