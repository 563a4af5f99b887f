package dev.understudy.targets.dump;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.dump.DumpReader.Piece;
import dev.understudy.targets.dump.StatementRules.Fate;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Performs a dump in SQL, statement by statement, as Odoo's role. No psql is at work: what a dump says to it is not
 * performed, and where it would run a program the dump is refused.
 */
final class SqlLoad {

    private static final int MOST_FAILURES = 20;

    private final Connection connection;
    private final Mender mender;
    private final LoadNotes notes;
    private final Set<String> absentTables = new HashSet<>();
    private final List<String> failures = new ArrayList<>();

    /**
     * @param connection commits each statement by itself
     * @param mender makes what a statement lacks
     */
    SqlLoad(Connection connection, Mender mender, LoadNotes notes) {
        this.connection = connection;
        this.mender = mender;
        this.notes = notes;
    }

    /** Why it is not whole: what Odoo cannot be without and was not made; empty when all is there. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Tables that could not be made, or not be filled, as a dump names them. */
    Set<String> absentTables() {
        return Set.copyOf(absentTables);
    }

    /**
     * Performs a dump to its end, or until too much has failed.
     *
     * @param whole whether pg_dump's last words must stand at the end
     * @param position is told how many bytes were read
     * @throws dev.understudy.model.fault.FaultException {@code dump.cut-off}, {@code dump.hostile}, {@code
     *     dump.all-databases}
     */
    void perform(InputStream dump, boolean whole, LongConsumer position) throws IOException {
        DumpReader reader = new DumpReader(dump);
        try {
            Piece piece = reader.next();
            while (piece != null && failures.size() < MOST_FAILURES) {
                refuseAll(reader);
                switch (piece) {
                    case Piece.Meta meta -> meta(meta.line());
                    case Piece.Sql sql -> perform(StatementRules.of(sql.text()), reader, position);
                }
                position.accept(reader.position());
                piece = reader.next();
            }
        } catch (EOFException cut) {
            throw Fault.usage("dump.cut-off").exception(cut);
        }
        refuseAll(reader);
        if (whole && failures.isEmpty() && !reader.complete()) {
            throw Fault.usage("dump.cut-off").exception();
        }
    }

    private static void refuseAll(DumpReader reader) {
        if (reader.ofAllDatabases()) {
            throw Fault.usage("dump.all-databases").exception();
        }
    }

    /** What pg_dump itself says to psql means nothing here; nothing else is said by a dump. */
    private static void meta(String line) {
        if (!line.matches("\\\\(un)?restrict \\w+|\\\\connect .*|\\\\c .*|\\\\\\.|\\\\encoding \\w+")) {
            throw Fault.refused("dump.hostile", line.substring(0, Math.min(80, line.length())))
                    .exception();
        }
    }

    private void perform(Fate fate, DumpReader reader, LongConsumer position) throws IOException {
        switch (fate) {
            case Fate.Perform statement -> perform(statement);
            case Fate.Copy copy -> copy(copy, reader, position);
            case Fate.Extension extension -> mender.provided(extension, notes);
            case Fate.LeaveOut left -> notes.leftOut(left.what(), left.why());
            case Fate.LeaveOutOneOf left -> notes.leftOutOneOf(left.what(), left.why());
            case Fate.Encoding encoding -> reader.charset(Encodings.charset(encoding.name()));
            case Fate.Backslashes backslashes -> {
                reader.backslashes(backslashes.escape());
                execute("SET standard_conforming_strings = " + (backslashes.escape() ? "off" : "on"));
            }
            case Fate.Ignore ignored -> {}
        }
    }

    private void perform(Fate.Perform statement) {
        String sql = statement.sql();
        SQLException failure = execute(sql);
        for (int tries = 0; failure != null && tries < Mender.TRIES; tries++) {
            String mended = mender.mend(sql, failure, notes);
            if (mended == null) {
                break;
            }
            sql = mended;
            failure = execute(sql);
        }
        if (failure == null) {
            return;
        }
        if (statement.what().startsWith("table ")) {
            absentTables.add(statement.what().substring("table ".length()));
        }
        if (statement.needed()) {
            failures.add(statement.what() + ": " + said(failure));
        } else {
            notes.leftOut(statement.what(), said(failure));
        }
    }

    private @Nullable SQLException execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
            return null;
        } catch (SQLException failure) {
            return failure;
        }
    }

    /** The rows of a table that could not be made are read over. */
    private void copy(Fate.Copy copy, DumpReader reader, LongConsumer position) throws IOException {
        if (absentTables.contains(copy.table())) {
            reader.copy((bytes, length) -> position.accept(reader.position()));
            return;
        }
        try {
            CopyIn in = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy.sql());
            try {
                reader.copy((bytes, length) -> {
                    write(in, bytes, length);
                    position.accept(reader.position());
                });
                in.endCopy();
            } catch (IOException | RuntimeException broken) {
                cancel(in);
                throw broken;
            }
        } catch (SQLException failure) {
            absentTables.add(copy.table());
            failures.add("rows of " + copy.table() + ": " + said(failure));
        } catch (Unwritten unwritten) {
            failures.add("rows of " + copy.table() + ": " + said(unwritten.failure));
            reader.copy((bytes, length) -> {});
        }
    }

    private static void write(CopyIn in, byte[] bytes, int length) {
        try {
            in.writeToCopy(bytes, 0, length);
        } catch (SQLException failure) {
            throw new Unwritten(failure);
        }
    }

    private static void cancel(CopyIn in) {
        try {
            if (in.isActive()) {
                in.cancelCopy();
            }
        } catch (SQLException alreadyOver) {
            // What ended it is told.
        }
    }

    /** The first line, without a detail, which may quote rows. */
    private static String said(SQLException failure) {
        String message = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return message.startsWith("ERROR: ") ? message.substring("ERROR: ".length()) : message;
    }

    /** The server took no more rows. */
    private static final class Unwritten extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient SQLException failure;

        Unwritten(SQLException failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
