-- Which tickets of production's Odoo a release is tied to, and what is to be written there.

CREATE TABLE release_ticket (
    release_id text        NOT NULL,
    ticket     bigint      NOT NULL,
    tied_at    timestamptz NOT NULL,
    tied_by    text        NOT NULL,
    untied_at  timestamptz,
    PRIMARY KEY (release_id, ticket)
);
COMMENT ON COLUMN release_ticket.untied_at IS 'What somebody took apart is not tied again by a commit.';

CREATE TABLE outbox (
    number       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    once         text        NOT NULL UNIQUE,
    kind         text        NOT NULL,
    release_id   text        NOT NULL,
    announcement bigint      REFERENCES announcement,
    ticket       bigint,
    title        text        NOT NULL,
    body         text        NOT NULL,
    mark         text        NOT NULL,
    picture_type text,
    picture      text,
    written_at   timestamptz NOT NULL,
    written_by   text        NOT NULL,
    useful_until timestamptz,
    next_try_at  timestamptz NOT NULL,
    tries        integer     NOT NULL DEFAULT 0,
    done_at      timestamptz,
    gave_up_at   timestamptz,
    problem      text
);
CREATE INDEX outbox_waiting ON outbox (next_try_at) WHERE done_at IS NULL AND gave_up_at IS NULL;
COMMENT ON COLUMN outbox.release_id IS 'Empty for a report of no release.';
COMMENT ON COLUMN outbox.ticket IS 'What a report became, or what a note is about.';
COMMENT ON COLUMN outbox.picture IS 'In Base64; taken out once it is written.';
COMMENT ON COLUMN outbox.mark IS 'A part of the body by which it is found in Odoo when the answer to its writing was lost.';
