CREATE TABLE blamed_error (
    environment text NOT NULL,
    fingerprint text NOT NULL,
    PRIMARY KEY (environment, fingerprint)
);
