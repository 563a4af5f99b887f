package dev.understudy.bench;

import dev.understudy.bench.traffic.SampleChange;
import dev.understudy.cli.demo.SampleRepositories;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Changes of the sample company's code. */
public final class Commits {

    private static final String SALES = "sales";

    private final Host host;
    private final Path sales;

    public Commits(Host host, SampleRepositories repositories) {
        this.host = host;
        this.sales = repositories.repository(SALES);
    }

    /**
     * Makes a change on top of other commits, on a branch of its own.
     *
     * @param name of the change and of the branch
     * @return the commits of a release with it
     */
    public Map<String, String> beside(Map<String, String> commits, SampleChange change, String name)
            throws IOException {
        git("switch", "--quiet", "--create", name, commits.getOrDefault(SALES, ""));
        change.make(sales, name);
        git("commit", "--all", "--quiet", "--message=Change " + name);
        Map<String, String> changed = new HashMap<>(commits);
        changed.put(SALES, git("rev-parse", "HEAD").strip());
        git("switch", "--quiet", "-");
        return changed;
    }

    /** How many commits there are: what is named by it has a name of its own. */
    public String count() {
        return git("rev-list", "--all", "--count").strip();
    }

    private String git(String... arguments) {
        List<Object> argv =
                new ArrayList<>(List.of("git", "-c", "user.name=Bench", "-c", "user.email=bench@acme.example"));
        argv.addAll(List.of(arguments));
        return host.require(Command.of(argv.toArray()).in(sales)).out();
    }
}
