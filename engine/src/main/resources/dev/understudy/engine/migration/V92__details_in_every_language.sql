-- What a step tells is kept as a value, and put into words in the language of who reads it.

ALTER TABLE step ALTER COLUMN detail DROP DEFAULT;
ALTER TABLE step ALTER COLUMN detail DROP NOT NULL;
ALTER TABLE step ALTER COLUMN detail TYPE json USING CASE
    WHEN detail <> '' THEN json_build_object('code', '', 'parts', json_build_array(json_build_object('words', detail)))
    END;
COMMENT ON COLUMN step.detail IS 'A code of the texts and what fills it; without a code, words that are the same in every language.';
