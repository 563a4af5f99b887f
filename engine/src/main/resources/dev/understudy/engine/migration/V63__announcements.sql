-- What people were told of releases, and the letters that tell them.

CREATE TABLE announcement (
    number     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    release_id text        NOT NULL,
    audience   text        NOT NULL,
    kind       text        NOT NULL,
    start_at   timestamptz NOT NULL,
    told_at    timestamptz NOT NULL,
    told_by    text        NOT NULL
);
CREATE INDEX announcement_release ON announcement (release_id);
COMMENT ON COLUMN announcement.audience IS 'Who is told, as the project''s file says.';

CREATE TABLE letter (
    announcement bigint      NOT NULL REFERENCES announcement,
    address      text        NOT NULL,
    subject      text        NOT NULL,
    body         text        NOT NULL,
    calendar     text,
    useful_until timestamptz NOT NULL,
    next_try_at  timestamptz NOT NULL,
    tries        integer     NOT NULL DEFAULT 0,
    sent_at      timestamptz,
    gave_up_at   timestamptz,
    problem      text,
    PRIMARY KEY (announcement, address)
);
CREATE INDEX letter_waiting ON letter (next_try_at) WHERE sent_at IS NULL AND gave_up_at IS NULL;
