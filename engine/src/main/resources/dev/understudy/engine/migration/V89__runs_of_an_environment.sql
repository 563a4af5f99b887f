-- A release and an environment are judged by their runs, of which there are many after some years.
CREATE INDEX run_environment ON run (environment, number);
CREATE INDEX run_release ON run (release, number) WHERE release <> '';
CREATE INDEX step_warned ON step (run) WHERE status = 'succeeded' AND note IS NOT NULL;
