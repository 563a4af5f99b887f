-- How ready a company was for a release when that was looked at last, and what people said of it.

CREATE TABLE readiness (
    release_id  text        PRIMARY KEY,
    digest      text        NOT NULL,
    measured_at timestamptz NOT NULL,
    planned_at  timestamptz,
    ready       boolean     NOT NULL,
    score       integer     NOT NULL
);

CREATE TABLE readiness_answer (
    number        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    release_id    text        NOT NULL,
    digest        text        NOT NULL,
    consideration text        NOT NULL,
    mark          text        NOT NULL,
    word          text        NOT NULL,
    person        text        NOT NULL,
    known_by      text        NOT NULL,
    said_at       timestamptz NOT NULL
);
CREATE INDEX readiness_answer_release ON readiness_answer (release_id);
