-- Links by which somebody without an account looks at one copy.

CREATE TABLE share_link (
    id          text        NOT NULL PRIMARY KEY,
    hash        text        NOT NULL UNIQUE,
    environment text        NOT NULL,
    guest       text        NOT NULL,
    allows      text[]      NOT NULL,
    made_at     timestamptz NOT NULL,
    made_by     text        NOT NULL,
    expires_at  timestamptz NOT NULL,
    ended_at    timestamptz,
    used_at     timestamptz,
    looks       integer     NOT NULL DEFAULT 0,
    looks_since timestamptz NOT NULL,
    told        integer     NOT NULL DEFAULT 0,
    told_since  timestamptz NOT NULL
);
COMMENT ON COLUMN share_link.guest IS 'For whom it was made, as who made it calls them.';
COMMENT ON COLUMN share_link.looks IS 'How often it was used since looks_since: of one minute, so that nobody asks without end.';
COMMENT ON COLUMN share_link.told IS 'How many problems were reported by it since told_since: of one hour.';
