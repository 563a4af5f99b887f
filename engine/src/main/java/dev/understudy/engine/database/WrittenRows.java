package dev.understudy.engine.database;

import dev.understudy.model.evidence.Written;
import dev.understudy.model.evidence.Written.Author;
import dev.understudy.model.evidence.Written.Rows;
import dev.understudy.model.fault.Fault;
import dev.understudy.odoo.written.TechnicalTables;
import dev.understudy.targets.backup.RowExport;
import dev.understudy.targets.postgres.DatedRows;
import dev.understudy.targets.postgres.DatedRows.Counted;
import dev.understudy.targets.postgres.DatedRows.Counts;
import dev.understudy.targets.postgres.DatedRows.Group;
import dev.understudy.targets.postgres.Reader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells whose the rows are that were written to an Odoo database since a moment, and exports them. */
final class WrittenRows {

    /** OdooBot, as whom Odoo itself works, updates its modules and runs most crons. */
    private static final long SYSTEM = 1;

    private final Reader database;

    WrittenRows(Reader database) {
        this.database = database;
    }

    /**
     * What was written since.
     *
     * @param which of the tables
     * @param limit after which tables are left uncounted
     */
    Written since(Instant moment, Predicate<String> which, Duration limit) {
        requirePast(moment);
        Counts counts = new DatedRows(database, moment).count(which, limit);
        Users users = users();
        Set<String> wizards = wizards();
        List<Rows> tables = new ArrayList<>();
        List<Rows> technical = new ArrayList<>();
        List<String> uncounted = new ArrayList<>();
        for (Counted counted : counts.dated()) {
            String name = counted.table().name();
            boolean nobodys = TechnicalTables.contains(name) || wizards.contains(name);
            if (!counted.groups().isEmpty()) {
                (nobodys ? technical : tables).add(rows(counted, users));
            } else if (!counted.counted() && !nobodys) {
                uncounted.add(name);
            }
        }
        Comparator<Rows> order = Comparator.comparingLong((Rows rows) -> -rows.people())
                .thenComparingLong(rows -> -rows.created() - rows.changed())
                .thenComparing(Rows::table);
        tables.sort(order);
        technical.sort(order);
        return new Written(tables, technical, uncounted, counts.undated());
    }

    /** Rows bear the time of this clock: what was set back since would make those look older that are newer. */
    private void requirePast(Instant moment) {
        Instant now =
                Instant.ofEpochSecond(Long.parseLong(database.rows("SELECT ceil(extract(epoch FROM now()))::bigint")
                        .getFirst()
                        .getFirst()));
        if (now.isBefore(moment)) {
            throw Fault.refused("rollback.clock-set-back", moment, now)
                    .at(database.name())
                    .exception();
        }
    }

    /** The counters that PostgreSQL keeps of every table. */
    TableWrites writes() {
        Set<String> wizards = wizards();
        return new TableWrites(
                database
                        .rows(
                                "SELECT relname, n_tup_ins + n_tup_upd FROM pg_stat_user_tables WHERE schemaname = 'public'")
                        .stream()
                        .filter(row -> !TechnicalTables.contains(row.getFirst()) && !wizards.contains(row.getFirst()))
                        .collect(Collectors.toMap(List::getFirst, row -> Long.parseLong(row.get(1)))));
    }

    void export(Instant moment, Written written, Map<String, String> texts, Path zip) {
        Set<String> names = written.tables().stream().map(Rows::table).collect(Collectors.toSet());
        DatedRows rows = new DatedRows(database, moment);
        RowExport.write(
                zip,
                rows,
                rows.tables().stream()
                        .filter(table -> names.contains(table.name()))
                        .toList(),
                texts);
    }

    private static Rows rows(Counted counted, Users users) {
        Map<Long, long[]> byUser = new HashMap<>();
        long[] all = new long[2];
        for (Group group : counted.groups()) {
            long user = author(group, users);
            int kind = group.createdSince() ? 0 : 1;
            byUser.computeIfAbsent(user, one -> new long[2])[kind] += group.rows();
            all[kind] += group.rows();
        }
        List<Author> authors = byUser.entrySet().stream()
                .map(one -> new Author(
                        users.login(one.getKey()), users.kind(one.getKey()), one.getValue()[0], one.getValue()[1]))
                .sorted(Comparator.comparingLong((Author author) -> -author.created() - author.changed())
                        .thenComparing(Author::login))
                .toList();
        return new Rows(counted.table().name(), all[0], all[1], authors);
    }

    /** Who a row is counted for: a person, if one is named for what happened since. */
    private static long author(Group group, Users users) {
        long writer = known(group.writtenBy());
        if (!group.createdSince()) {
            return writer;
        }
        long creator = known(group.createdBy());
        return users.kind(creator).equals(Author.PERSON) || !users.kind(writer).equals(Author.PERSON)
                ? creator
                : writer;
    }

    private static long known(@Nullable Long user) {
        return user == null ? SYSTEM : user;
    }

    private boolean there(String table) {
        return !database.rows("SELECT 1 WHERE to_regclass('public." + table + "') IS NOT NULL")
                .isEmpty();
    }

    private Users users() {
        Map<Long, String> logins = new HashMap<>();
        if (there("res_users")) {
            database.rows("SELECT id, login FROM public.res_users")
                    .forEach(row -> logins.put(Long.parseLong(row.get(0)), row.get(1)));
        }
        return new Users(logins, cronUsers());
    }

    /** Those that crons run as and that nobody has ever signed in with, nor may with a key. */
    private Set<Long> cronUsers() {
        Set<Long> users = new HashSet<>();
        if (there("ir_cron") && there("res_users_log")) {
            String keys = there("res_users_apikeys") ? " EXCEPT SELECT user_id FROM public.res_users_apikeys" : "";
            database.rows("SELECT user_id FROM public.ir_cron WHERE user_id IS NOT NULL"
                            + " EXCEPT SELECT create_uid FROM public.res_users_log" + keys)
                    .forEach(row -> users.add(Long.parseLong(row.getFirst())));
        }
        return users;
    }

    /** Tables of models whose rows Odoo throws away by itself. */
    private Set<String> wizards() {
        return there("ir_model")
                ? database.rows("SELECT replace(model, '.', '_') FROM public.ir_model WHERE transient").stream()
                        .map(List::getFirst)
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private record Users(Map<Long, String> logins, Set<Long> crons) {

        String login(long user) {
            return logins.getOrDefault(user, "#" + user);
        }

        String kind(long user) {
            if (user == SYSTEM) {
                return Author.SYSTEM;
            }
            return crons.contains(user) ? Author.CRON : Author.PERSON;
        }
    }
}
