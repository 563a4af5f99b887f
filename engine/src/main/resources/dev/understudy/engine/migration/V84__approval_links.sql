-- Links in mails by which people say yes or no, once.

CREATE TABLE approval_link (
    person      text        NOT NULL,
    release_id  text        NOT NULL,
    gate        text        NOT NULL,
    digest      text        NOT NULL,
    hash        text        NOT NULL UNIQUE,
    made_at     timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    tries       integer     NOT NULL DEFAULT 0,
    next_try_at timestamptz NOT NULL,
    sent_at     timestamptz,
    spent_at    timestamptz,
    problem     text,
    PRIMARY KEY (person, release_id, gate, digest)
);
COMMENT ON COLUMN approval_link.digest IS 'Of the content that is decided about: of another, people are asked anew.';
COMMENT ON COLUMN approval_link.hash IS 'Of the secret, which is in the mail and nowhere else.';
