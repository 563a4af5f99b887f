-- Roles that people are lent, for a reason and for a time.

CREATE TABLE role_loan (
    id          text        NOT NULL PRIMARY KEY,
    person      text        NOT NULL,
    role        text        NOT NULL,
    reason      text        NOT NULL,
    asked_at    timestamptz NOT NULL,
    answered_by text,
    answered_at timestamptz,
    ends_at     timestamptz,
    CHECK ((answered_by IS NULL) = (answered_at IS NULL))
);
CREATE INDEX role_loan_person ON role_loan (person);
COMMENT ON COLUMN role_loan.ends_at IS 'When the role is taken back; absent when it was not given.';
