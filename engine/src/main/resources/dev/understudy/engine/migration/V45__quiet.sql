ALTER TABLE environment ADD COLUMN quiet boolean NOT NULL DEFAULT false;
