ALTER TABLE environment RENAME COLUMN "system_user" TO os_user;
