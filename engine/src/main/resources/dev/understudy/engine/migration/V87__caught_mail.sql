-- The mails that copies and developments sent, and that were caught.

CREATE TABLE caught_mail (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    environment text        NOT NULL,
    at          timestamptz NOT NULL,
    sender      text        NOT NULL,
    recipients  text        NOT NULL,
    subject     text        NOT NULL,
    beginning   text        NOT NULL,
    files       integer     NOT NULL,
    bytes       bigint      NOT NULL,
    content     bytea       NOT NULL
);
CREATE INDEX caught_mail_environment ON caught_mail (environment, id);
COMMENT ON COLUMN caught_mail.beginning IS 'Of its text, for who searches.';
COMMENT ON COLUMN caught_mail.bytes IS 'How long it was; content has its beginning where that is shorter.';
