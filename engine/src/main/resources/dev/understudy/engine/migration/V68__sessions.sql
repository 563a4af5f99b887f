-- Who is signed in to the pages, and the links by which the operator signs in. Digests alone are kept.

CREATE TABLE sign_in_link (
    hash       text        NOT NULL PRIMARY KEY,
    expires_at timestamptz NOT NULL
);
COMMENT ON TABLE sign_in_link IS 'A link that was used is gone.';

CREATE TABLE web_session (
    hash       text        NOT NULL PRIMARY KEY,
    person     text        NOT NULL,
    opened_at  timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
COMMENT ON COLUMN web_session.person IS 'As the project''s file names them; empty for the operator.';
