-- What other programs are told, and what git servers tell.

CREATE TABLE hook (
    id         text        NOT NULL PRIMARY KEY,
    name       text        NOT NULL,
    address    text        NOT NULL,
    only_kinds text[]      NOT NULL,
    nearby     boolean     NOT NULL,
    branch     text        NOT NULL,
    rehearse   boolean     NOT NULL,
    secret     text        NOT NULL,
    made_at    timestamptz NOT NULL,
    made_by    text        NOT NULL,
    since      bigint      NOT NULL
);
COMMENT ON COLUMN hook.address IS 'Where it is told; empty for one by which a git server tells of pushes.';
COMMENT ON COLUMN hook.secret IS 'Sealed: by it both sides sign.';
COMMENT ON COLUMN hook.since IS 'The last entry of the audit log that is not told.';

CREATE TABLE hook_delivery (
    number      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hook        text        NOT NULL REFERENCES hook ON DELETE CASCADE,
    event       text        NOT NULL,
    kind        text        NOT NULL,
    body        text        NOT NULL,
    written_at  timestamptz NOT NULL,
    tries       integer     NOT NULL DEFAULT 0,
    next_try_at timestamptz NOT NULL,
    tried_at    timestamptz,
    done_at     timestamptz,
    gave_up_at  timestamptz,
    problem     text,
    UNIQUE (hook, event)
);
CREATE INDEX hook_delivery_open ON hook_delivery (next_try_at) WHERE done_at IS NULL AND gave_up_at IS NULL;

CREATE TABLE hook_push (
    number      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hook        text        NOT NULL REFERENCES hook ON DELETE CASCADE,
    digest      text        NOT NULL,
    received_at timestamptz NOT NULL,
    repository  text        NOT NULL,
    branch      text        NOT NULL,
    commit      text        NOT NULL,
    pusher      text        NOT NULL,
    done_at     timestamptz,
    outcome     text,
    problem     text,
    UNIQUE (hook, digest)
);
COMMENT ON COLUMN hook_push.digest IS 'Of what was sent: the same again is a replay.';
