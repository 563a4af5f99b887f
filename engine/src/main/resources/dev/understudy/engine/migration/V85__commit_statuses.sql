-- Git servers are told how the commits of a release do; and what was answered to whatever was told. Beside the tables of hooks, which are
-- made later in a new control plane: their rows are named, and not referred to.

CREATE TABLE hook_forge (
    hook         text   NOT NULL PRIMARY KEY,
    forge        text   NOT NULL,
    repositories text[] NOT NULL
);
COMMENT ON COLUMN hook_forge.forge IS 'What kind of git server is told of commits.';
COMMENT ON COLUMN hook_forge.repositories IS 'Whose commits are told; all when there are none.';

CREATE TABLE hook_answer (
    delivery bigint NOT NULL PRIMARY KEY,
    target   text   NOT NULL,
    answer   text   NOT NULL
);
COMMENT ON COLUMN hook_answer.target IS 'Where below the address of the hook; of two states of one commit, only the later is told.';
