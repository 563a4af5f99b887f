-- What programs show to the API.

CREATE TABLE api_token (
    id         text        NOT NULL PRIMARY KEY,
    hash       text        NOT NULL UNIQUE,
    name       text        NOT NULL,
    person     text        NOT NULL,
    role       text        NOT NULL,
    made_at    timestamptz NOT NULL,
    made_by    text        NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    used_at    timestamptz
);
COMMENT ON COLUMN api_token.person IS 'Whose it is: it may no more than they may at the time. Empty for one that the operator made for a program.';
