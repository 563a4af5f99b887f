-- By what people sign in to the pages, beside their key.

CREATE TABLE person_password (
    person text        NOT NULL PRIMARY KEY,
    hash   text        NOT NULL,
    set_at timestamptz NOT NULL
);
COMMENT ON COLUMN person_password.hash IS 'Argon2id, with its salt and its parameters.';

CREATE TABLE person_totp (
    person       text   NOT NULL PRIMARY KEY,
    secret       text   NOT NULL,
    confirmed_at timestamptz,
    last_step    bigint NOT NULL DEFAULT 0
);
COMMENT ON COLUMN person_totp.secret IS 'Sealed with a key of the home: whoever reads this database alone does not have it.';
COMMENT ON COLUMN person_totp.last_step IS 'Of the last code that counted: none counts twice.';

CREATE TABLE recovery_code (
    person text NOT NULL,
    hash   text NOT NULL,
    PRIMARY KEY (person, hash)
);
COMMENT ON TABLE recovery_code IS 'One that was used is gone.';

CREATE TABLE sign_in_attempt (
    person   text        NOT NULL PRIMARY KEY,
    count    integer     NOT NULL,
    last_at  timestamptz NOT NULL,
    next_at  timestamptz NOT NULL
);
COMMENT ON TABLE sign_in_attempt IS 'Attempts since the last that succeeded, also for names that nobody has.';

CREATE TABLE closed_account (
    person    text        NOT NULL PRIMARY KEY,
    closed_at timestamptz NOT NULL
);
COMMENT ON TABLE closed_account IS 'Whom nothing lets in until they are given a key or a link anew.';

ALTER TABLE sign_in_link ADD COLUMN person text NOT NULL DEFAULT '';
COMMENT ON COLUMN sign_in_link.person IS 'Who may set their password by it; empty for a link of the operator.';

ALTER TABLE web_session ADD COLUMN proved_at timestamptz;
UPDATE web_session SET proved_at = opened_at;
ALTER TABLE web_session ALTER COLUMN proved_at SET NOT NULL;
COMMENT ON COLUMN web_session.proved_at IS 'When whoever has it last showed who they are.';
ALTER TABLE web_session ADD COLUMN strong boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN web_session.strong IS 'Whether whoever has it showed more than one thing, or came by an OpenID provider.';
CREATE INDEX web_session_person ON web_session (person);
