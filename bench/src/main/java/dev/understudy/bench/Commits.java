package dev.understudy.bench;

import dev.understudy.bench.traffic.SampleChange;
import dev.understudy.cli.demo.SampleRepositories;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Changes of the sample company's code, one on top of the other. */
final class Commits {

    private final Host host;
    private final SampleRepositories repositories;
    private final Path sales;

    Commits(Host host, SampleRepositories repositories) {
        this.host = host;
        this.repositories = repositories;
        this.sales = repositories.repository("sales");
    }

    /** Makes a change; the commits of a release with it. */
    Map<String, String> make(SampleChange change) throws IOException {
        String number = git("rev-list", "--count", "HEAD").strip();
        change.make(sales, "bench_" + number);
        git("commit", "--all", "--quiet", "--message=Change number " + number);
        return repositories.heads();
    }

    private String git(String... arguments) {
        List<Object> argv =
                new ArrayList<>(List.of("git", "-c", "user.name=Bench", "-c", "user.email=bench@acme.example"));
        argv.addAll(List.of(arguments));
        return host.require(Command.of(argv.toArray()).in(sales)).out();
    }
}
