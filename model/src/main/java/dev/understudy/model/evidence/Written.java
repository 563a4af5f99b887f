package dev.understudy.model.evidence;

import java.util.List;

/**
 * What was written to an Odoo database since a moment, by the dates that Odoo keeps with its rows. Rows that were deleted
 * are not among them.
 *
 * @param tables with rows written since, most rows by people first
 * @param technical those of them that Odoo writes by itself while somebody looks or signs in: nobody's work
 * @param uncounted tables that were not counted in the time that there was
 * @param undated tables whose rows bear no date, which nothing is known of
 */
public record Written(List<Rows> tables, List<Rows> technical, List<String> uncounted, List<String> undated) {

    /** The name of this, as JSON, among the evidence of a rollback. */
    public static final String NAME = "written.json";

    /** Nothing at all. */
    public static final Written NOTHING = new Written(List.of(), List.of(), List.of(), List.of());

    public Written {
        tables = List.copyOf(tables);
        technical = List.copyOf(technical);
        uncounted = List.copyOf(uncounted);
        undated = List.copyOf(undated);
    }

    /** How many rows people have written, technical ones aside. */
    public long people() {
        return tables.stream().mapToLong(Rows::people).sum();
    }

    /** How many rows were written by anybody, technical ones aside. */
    public long rows() {
        return tables.stream()
                .mapToLong(rows -> rows.created() + rows.changed())
                .sum();
    }

    /**
     * The rows of one table.
     *
     * @param table with its schema unless that is public
     * @param created since then
     * @param changed since then, and created before
     * @param authors the one with most rows first
     */
    public record Rows(String table, long created, long changed, List<Author> authors) {

        public Rows {
            authors = List.copyOf(authors);
        }

        /** How many of them people have written. */
        public long people() {
            return authors.stream()
                    .filter(author -> author.kind().equals(Author.PERSON))
                    .mapToLong(author -> author.created() + author.changed())
                    .sum();
        }
    }

    /**
     * Who wrote.
     *
     * @param login as in {@code res_users}
     * @param kind {@link #PERSON}, {@link #CRON} or {@link #SYSTEM}
     * @param created rows
     * @param changed rows that were there before
     */
    public record Author(String login, String kind, long created, long changed) {

        /** Somebody who signs in; or a visitor of the website, under the public user. */
        public static final String PERSON = "person";

        /** A user that crons run as and who has never signed in. */
        public static final String CRON = "cron";

        /** Odoo itself, its updates among it. */
        public static final String SYSTEM = "system";
    }
}
