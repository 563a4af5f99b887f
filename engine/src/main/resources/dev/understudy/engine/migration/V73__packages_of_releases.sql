ALTER TABLE release ADD COLUMN packages jsonb;
COMMENT ON COLUMN release.packages IS 'The Python packages that were chosen when its code was placed first; empty until then. Installed again, they are the same.';
