package dev.understudy.targets.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The Python that an Odoo of this machine runs on. */
public interface OdooPython {

    /** Makes it ready when it is not, as {@link OdooProgram#build(Consumer)}. */
    String build(Consumer<String> progress);

    /**
     * The argv that runs this Python as nobody, in the variables of whoever runs it. It sees Odoo's own libraries and the
     * network, and of this machine no more than what is named here.
     *
     * @param read files and folders that it may read
     * @param written folders that it may write
     * @param arguments Python's
     */
    List<String> python(List<Path> read, List<Path> written, List<String> arguments);

    /**
     * The argv that runs this Python for what a stranger wrote: without any network, and in no variables but these.
     *
     * @param user as whom, that no other process has; Understudy's own when empty
     * @param read files and folders that it may read
     * @param written folders that it may write
     * @param arguments Python's
     */
    List<String> alone(
            String user, Map<String, String> variables, List<Path> read, List<Path> written, List<String> arguments);

    /**
     * The Python that a build of Odoo runs on, where each has its own.
     *
     * @param odoo the folder of its code
     */
    default OdooPython of(Path odoo) {
        return this;
    }
}
