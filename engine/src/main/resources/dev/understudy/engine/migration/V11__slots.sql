ALTER TABLE environment RENAME COLUMN http_port TO port;
ALTER TABLE environment DROP COLUMN gevent_port;
ALTER TABLE restore_point ADD COLUMN code_only_for text NOT NULL DEFAULT '';
