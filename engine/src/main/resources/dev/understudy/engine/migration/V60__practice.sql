-- What people do with releases.

CREATE TABLE person_key (
    person     text        NOT NULL,
    hash       text        NOT NULL PRIMARY KEY,
    issued_at  timestamptz NOT NULL,
    issued_by  text        NOT NULL,
    revoked_at timestamptz
);
CREATE INDEX person_key_person ON person_key (person);
COMMENT ON TABLE person_key IS 'By what people prove who they are. Only a digest of each key is kept.';

CREATE TABLE word (
    number       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    release_id   text        NOT NULL,
    digest       text        NOT NULL,
    gate         text        NOT NULL,
    person       text        NOT NULL,
    yes          boolean     NOT NULL,
    word         text        NOT NULL,
    said_at      timestamptz NOT NULL,
    rehearsal    text        NOT NULL,
    effective_at timestamptz NOT NULL,
    withdrawn_at timestamptz,
    known_by     text        NOT NULL
);
CREATE INDEX word_release ON word (release_id);
COMMENT ON TABLE word IS 'What people said about the gates of a release''s content.';

CREATE TABLE overriding (
    number      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    release_id  text        NOT NULL,
    digest      text        NOT NULL,
    gate        text        NOT NULL,
    reason      text        NOT NULL,
    asked_at    timestamptz NOT NULL,
    ends_at     timestamptz NOT NULL
);
CREATE INDEX overriding_release ON overriding (release_id);

CREATE TABLE overriding_person (
    overriding bigint      NOT NULL REFERENCES overriding,
    person     text        NOT NULL,
    said_at    timestamptz NOT NULL,
    known_by   text        NOT NULL,
    PRIMARY KEY (overriding, person)
);

CREATE TABLE emergency (
    release_id      text        PRIMARY KEY,
    reason          text        NOT NULL,
    declared_at     timestamptz NOT NULL,
    production_down boolean     NOT NULL
);

CREATE TABLE emergency_person (
    release_id text        NOT NULL REFERENCES emergency,
    person     text        NOT NULL,
    said_at    timestamptz NOT NULL,
    known_by   text        NOT NULL,
    PRIMARY KEY (release_id, person)
);

CREATE TABLE release_plan (
    release_id text        PRIMARY KEY,
    planned_at timestamptz NOT NULL,
    made_at    timestamptz NOT NULL,
    made_by    text        NOT NULL
);

CREATE TABLE release_end (
    release_id text        PRIMARY KEY,
    how        text        NOT NULL CHECK (how IN ('PERFORMED', 'REJECTED', 'EXPIRED', 'SUPERSEDED', 'FAILED')),
    ended_at   timestamptz NOT NULL,
    why        text        NOT NULL
);

CREATE TABLE audit_entry (
    number  bigint      PRIMARY KEY,
    made_at timestamptz NOT NULL,
    verb    text        NOT NULL,
    subject text        NOT NULL,
    who     text        NOT NULL,
    detail  text        NOT NULL,
    seal    text        NOT NULL
);
COMMENT ON TABLE audit_entry IS 'What people did. Each entry is sealed with a key, and with the seal of the one before.';
