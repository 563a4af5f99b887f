package dev.understudy.engine.crash;

import dev.understudy.engine.journal.ControlDatabase;
import java.util.Locale;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/** The control plane with a point after each row that a step writes there by itself. */
final class MortalRecords {

    private MortalRecords() {}

    static Jdbi of(ControlDatabase database) {
        return Jdbi.create(database.dataSource()).setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                String sql = context.getRenderedSql().strip().toLowerCase(Locale.ROOT);
                if (!sql.startsWith("select")) {
                    String[] words = sql.split("\\s+", 4);
                    Mortality.point(words[0] + " " + words[1] + " " + words[2]);
                }
            }
        });
    }
}
