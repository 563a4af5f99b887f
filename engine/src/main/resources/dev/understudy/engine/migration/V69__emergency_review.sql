-- When somebody was asked to look back at an emergency; absent while it has not reached production.

ALTER TABLE emergency ADD COLUMN review_asked_at timestamptz;
