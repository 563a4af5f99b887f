package dev.understudy.targets.git;

import java.io.Reader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A mirror whose commits are made here, from what comes in another form; once made, they are read as any others. */
abstract sealed class MadeMirror implements Mirror permits AggregateMirror, PackageMirror {

    final GitMirror commits;

    /** @param commits where they are kept */
    MadeMirror(GitMirror commits) {
        this.commits = commits;
    }

    @Override
    public String name() {
        return commits.name();
    }

    @Override
    public List<Part> complete(String commit) {
        return commits.complete(commit);
    }

    @Override
    public Optional<Instant> committed(String commit) {
        return commits.committed(commit);
    }

    @Override
    public List<Commit> log(String from, String to) {
        return commits.log(from, to);
    }

    @Override
    public <T> T diff(String from, String to, Collection<String> without, Function<Reader, T> reader) {
        return commits.diff(from, to, without, reader);
    }

    @Override
    public List<String> files(String commit) {
        return commits.files(commit);
    }

    @Override
    public String file(String commit, String path) {
        return commits.file(commit, path);
    }

    @Override
    public Map<String, String> texts(String commit, Collection<String> paths) {
        return commits.texts(commit, paths);
    }

    @Override
    public List<String> pointers(String commit) {
        return commits.pointers(commit);
    }

    @Override
    public void export(String commit, Path folder) {
        commits.export(commit, folder);
    }
}
