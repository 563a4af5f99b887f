CREATE TABLE key_user_work (
    release_id  text        PRIMARY KEY,
    measured_at timestamptz NOT NULL,
    covered     boolean     NOT NULL,
    report      jsonb       NOT NULL
);
COMMENT ON TABLE key_user_work IS 'What key users did with a release where it is tried, against what production does in a week.';
