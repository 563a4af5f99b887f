-- What people did in terminals of environments.

CREATE TABLE terminal (
    id          text        NOT NULL PRIMARY KEY,
    environment text        NOT NULL,
    program     text        NOT NULL,
    who         text        NOT NULL,
    reason      text        NOT NULL,
    opened_at   timestamptz NOT NULL,
    ended_at    timestamptz,
    why         text        NOT NULL DEFAULT '',
    bytes       bigint      NOT NULL DEFAULT 0,
    digest      text        NOT NULL DEFAULT ''
);
CREATE INDEX terminal_environment ON terminal (environment, opened_at);
COMMENT ON COLUMN terminal.why IS 'Why it ended, in a word.';
COMMENT ON COLUMN terminal.digest IS 'SHA-256 of its recording, which the audit log has too.';

CREATE TABLE terminal_recording (
    terminal text    NOT NULL REFERENCES terminal,
    number   integer NOT NULL,
    content  bytea   NOT NULL,
    PRIMARY KEY (terminal, number)
);
ALTER TABLE terminal_recording ALTER COLUMN content SET STORAGE EXTERNAL;
COMMENT ON COLUMN terminal_recording.content IS 'A piece of an asciicast (version 2), compressed with gzip.';
