-- The journal of runs. Everything that a resumed run needs stands here.

create table performer (
    only_one boolean primary key default true check (only_one),
    holder uuid not null,
    since timestamptz not null
);
comment on table performer is 'The one process that performs this control plane; every write of a run proves that it still is the one.';

create table run (
    number bigint generated always as identity primary key,
    recipe text not null,
    environment text not null,
    reads text[] not null,
    release text not null,
    arguments jsonb not null,
    asked_by text not null,
    status text not null
        check (status in ('queued', 'running', 'waiting', 'succeeded', 'failed', 'undone', 'cancelled')),
    holds boolean not null default false,
    undoing boolean not null default false,
    cancelled boolean not null default false,
    fault jsonb,
    undo_fault jsonb,
    version bigint not null default 1,
    created_at timestamptz not null,
    started_at timestamptz,
    finished_at timestamptz
);
comment on column run.holds is 'whether its environments are taken for it';
comment on column run.undoing is 'whether it goes backwards';
comment on column run.cancelled is 'whether it was asked to stop';
comment on column run.fault is 'why it goes, or went, backwards';
comment on column run.undo_fault is 'why undoing did not succeed either';
comment on column run.version is 'counts its changes';
create index run_live on run (number) where status in ('queued', 'running', 'waiting');

create table step (
    run bigint not null references run,
    position int not null,
    name text not null,
    reversible boolean not null,
    cancellable boolean not null,
    status text not null default 'pending'
        check (status in ('pending', 'running', 'waiting', 'succeeded', 'failed', 'undoing', 'undone', 'skipped')),
    detail text not null default '',
    note jsonb,
    fault jsonb,
    retries int not null default 0,
    undo_tries int not null default 0,
    started_at timestamptz,
    finished_at timestamptz,
    undone_at timestamptz,
    primary key (run, position)
);
comment on column step.note is 'a coded text that is shown instead of the detail, in the reader''s language';

create table fact (
    run bigint not null references run,
    name text not null,
    value text not null,
    step text not null,
    set_at timestamptz not null,
    primary key (run, name)
);

create table evidence (
    run bigint not null references run,
    name text not null,
    step text not null,
    media_type text not null,
    content text not null,
    kept_at timestamptz not null,
    primary key (run, name)
);

create table command (
    id uuid primary key,
    run bigint references run,
    step text,
    host text not null,
    shown text not null,
    started_at timestamptz not null,
    milliseconds bigint not null,
    exit_code int not null,
    out_tail text not null,
    err_tail text not null
);
create index command_of_run on command (run, started_at);
