-- Git servers are told how the commits of a release do; and what was answered to whatever was told.

ALTER TABLE hook ADD COLUMN forge text NOT NULL DEFAULT '', ADD COLUMN repositories text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN hook.forge IS 'What kind of git server is told of commits; empty for what is told otherwise.';
COMMENT ON COLUMN hook.repositories IS 'Whose commits are told; all when there are none.';

ALTER TABLE hook_delivery ADD COLUMN target text NOT NULL DEFAULT '', ADD COLUMN answer text;
COMMENT ON COLUMN hook_delivery.target IS 'Where below the address of the hook; of two states of one commit, only the later is told.';
CREATE INDEX hook_delivery_of ON hook_delivery (hook, number);
