-- Which pages became slower by a deploy, as they were looked at last.

CREATE TABLE support_page (
    run_id        text    NOT NULL REFERENCES support,
    place         integer NOT NULL,
    page          text    NOT NULL,
    before_millis bigint  NOT NULL,
    after_millis  bigint  NOT NULL,
    answers       bigint  NOT NULL,
    PRIMARY KEY (run_id, place)
);
COMMENT ON COLUMN support_page.before_millis IS 'Within which nine of ten answers of the week before the deploy were given.';
