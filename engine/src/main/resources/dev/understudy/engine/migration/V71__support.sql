-- How users are helped in the days after a deploy to production.

CREATE TABLE support (
    run_id      text        PRIMARY KEY,
    release_id  text        NOT NULL,
    deployed_at timestamptz NOT NULL,
    began_at    timestamptz NOT NULL,
    ends_at     timestamptz NOT NULL,
    reminded_at timestamptz,
    closed_at   timestamptz,
    how         text        CHECK (how IN ('SAID', 'TAKEN_BACK')),
    closed_by   text,
    known_by    text,
    note        text,
    errors      integer
);
CREATE INDEX support_release ON support (release_id);
COMMENT ON COLUMN support.deployed_at IS 'When the deploy began: what was logged from then on is the release''s.';
COMMENT ON COLUMN support.errors IS 'Kinds of errors that the release had brought when it was closed.';

CREATE TABLE support_helper (
    run_id      text    NOT NULL REFERENCES support,
    place       integer NOT NULL,
    application text    NOT NULL,
    person      text    NOT NULL,
    PRIMARY KEY (run_id, place)
);
COMMENT ON COLUMN support_helper.application IS 'Empty for who is on duty.';
COMMENT ON COLUMN support_helper.person IS 'Empty where nobody helps with an application.';
