CREATE TABLE past_deploy (
    run_id       text        PRIMARY KEY,
    environment  text        NOT NULL,
    release_id   text        NOT NULL,
    rehearsed_ms bigint      NOT NULL,
    likely_ms    bigint      NOT NULL,
    upper_ms     bigint      NOT NULL,
    performed_ms bigint      NOT NULL,
    actual_ms    bigint      NOT NULL,
    at           timestamptz NOT NULL
);
CREATE INDEX past_deploy_environment ON past_deploy (environment, at DESC);
COMMENT ON TABLE past_deploy IS 'For how long users waited in each deploy, against what was predicted; later predictions are corrected by it.';
