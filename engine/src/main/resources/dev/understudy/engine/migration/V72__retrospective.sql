-- What those who took part in a release say of it afterwards. An answer is never changed: a later one of the same person counts.

CREATE TABLE retrospective (
    release_id text        PRIMARY KEY,
    run_id     text        NOT NULL REFERENCES support,
    opened_at  timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL,
    modules    text[]      NOT NULL,
    asked      text[]      NOT NULL,
    closed_at  timestamptz,
    closed_by  text
);
COMMENT ON COLUMN retrospective.modules IS 'What the release touches.';
COMMENT ON COLUMN retrospective.asked IS 'Names of people, as they took part.';

CREATE TABLE retrospective_answer (
    number     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    release_id text        NOT NULL REFERENCES retrospective,
    person     text        NOT NULL,
    known_by   text        NOT NULL,
    said_at    timestamptz NOT NULL,
    well       text        NOT NULL,
    badly      text        NOT NULL
);
CREATE INDEX retrospective_answer_release ON retrospective_answer (release_id, person, number);

CREATE TABLE lesson (
    answer bigint   NOT NULL REFERENCES retrospective_answer,
    place  integer  NOT NULL,
    lesson text     NOT NULL,
    words  tsvector NOT NULL GENERATED ALWAYS AS (
        to_tsvector('pg_catalog.simple'::regconfig, lesson) || to_tsvector('pg_catalog.english'::regconfig, lesson)
        || to_tsvector('pg_catalog.spanish'::regconfig, lesson) || to_tsvector('pg_catalog.french'::regconfig, lesson)) STORED,
    PRIMARY KEY (answer, place)
);
CREATE INDEX lesson_words ON lesson USING gin (words);
COMMENT ON COLUMN lesson.words IS 'Nobody says in which language they write: it is found by the words of each.';

CREATE TABLE follow_up (
    number     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    release_id text        NOT NULL REFERENCES retrospective,
    person     text        NOT NULL,
    known_by   text        NOT NULL,
    said_at    timestamptz NOT NULL,
    title      text        NOT NULL,
    once       text,
    UNIQUE (release_id, title)
);
COMMENT ON COLUMN follow_up.once IS 'Of the outbox, where it becomes a ticket; absent where none are kept.';
