-- What production was after the last run that changed it.

CREATE TABLE drift_baseline (
    only_one    boolean     PRIMARY KEY DEFAULT true CHECK (only_one),
    run         text        NOT NULL,
    taken_at    timestamptz NOT NULL,
    traits      jsonb       NOT NULL,
    looked_at   timestamptz NOT NULL,
    differences integer     NOT NULL
);
COMMENT ON COLUMN drift_baseline.traits IS 'Values that may be secrets are digests.';
