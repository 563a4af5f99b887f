package dev.understudy.targets.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.audit.Adopted;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.LocalHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which repositories a project gets for the folders of modules that an installation has, with real git. */
class CodeTakenTest {

    @TempDir
    private Path folder;

    private final LocalHost host = new LocalHost("local", CommandLog.NONE);
    private Path project;

    /** A repository of the company's own, with one of the community's as its submodule. */
    @BeforeEach
    void aProjectWithASubmodule() throws IOException {
        Path web = repository("web", "web_responsive");
        project = repository("acme", "addons/acme_base");
        git(project, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", web.toString(), "oca/web");
        git(project, "commit", "--quiet", "--message=Pin web");
    }

    @Test
    void aSubmoduleComesWithTheRepositoryThatPinsIt() throws IOException {
        List<Adopted.Code> code = taken("addons", "oca/web");

        assertThat(code).hasSize(1);
        assertThat(code.getFirst().url()).isEqualTo(project.toString());
        assertThat(code.getFirst().branch()).isEqualTo("main");
        assertThat(code.getFirst().copied()).isFalse();
    }

    @Test
    void aSubmoduleOnABranchOfItsOwnIsARepositoryOfItsOwn() throws IOException {
        Files.writeString(project.resolve("oca/web/web_responsive/__init__.py"), "# another\n");
        git(project.resolve("oca/web"), "commit", "--quiet", "--all", "--message=Another");

        List<Adopted.Code> code = taken("addons", "oca/web");

        assertThat(code).extracting(Adopted.Code::copied).containsExactly(true, false);
        assertThat(code.getLast().url()).isEqualTo(project.resolve("oca/web").toString());
    }

    @Test
    void aSubmoduleThatWasEditedIsTakenAsItRuns() throws IOException {
        Files.writeString(project.resolve("oca/web/web_responsive/__init__.py"), "# edited\n");

        assertThat(taken("oca/web")).singleElement().matches(Adopted.Code::copied);
        assertThat(folder.resolve("code/web/web_responsive/__init__.py")).hasContent("# edited");
    }

    @Test
    void whatSomebodyCommittedSinceStays() throws IOException {
        Path made = edited();
        Files.writeString(made.resolve("acme_base/__init__.py"), "# a field\n");
        git(made, "commit", "--quiet", "--all", "--message=Ask for the model");
        Files.writeString(project.resolve("addons/acme_base/__init__.py"), "# edited again\n");

        assertThat(taken("addons")).singleElement().matches(Adopted.Code::worked);

        assertThat(made.resolve("acme_base/__init__.py")).hasContent("# a field");
        assertThat(git(made, "log", "-1", "--format=%s")).isEqualTo("Ask for the model");
        assertThat(git(made, "show", "as-production-runs:acme_base/__init__.py"))
                .isEqualTo("# edited again");
        assertThat(git(made, "worktree", "list").lines()).hasSize(1);
    }

    @Test
    void whatSomebodyHasNotCommittedStays() throws IOException {
        Path made = edited();
        Files.writeString(made.resolve("acme_base/__init__.py"), "# half a field\n");
        Files.createDirectories(made.resolve("acme_service"));
        Files.writeString(made.resolve("acme_service/__manifest__.py"), "{}");

        assertThat(taken("addons")).singleElement().matches(Adopted.Code::worked);

        assertThat(made.resolve("acme_base/__init__.py")).hasContent("# half a field");
        assertThat(made.resolve("acme_service/__manifest__.py")).exists();
    }

    @Test
    void whatNobodyTouchedGoesAlongWithProductionAndGetsNoEmptyCommit() throws IOException {
        Path made = edited();
        assertThat(taken("addons")).singleElement().matches(code -> !code.worked());
        assertThat(git(made, "rev-list", "--count", "HEAD")).isEqualTo("1");

        Files.writeString(project.resolve("addons/acme_base/__init__.py"), "# edited again\n");
        assertThat(taken("addons")).singleElement().matches(code -> !code.worked());

        assertThat(made.resolve("acme_base/__init__.py")).hasContent("# edited again");
        assertThat(git(made, "rev-list", "--count", "HEAD")).isEqualTo("2");
        assertThat(git(made, "status", "--porcelain")).isEmpty();
    }

    @Test
    void aRepositoryThatSomebodyPutInItsPlaceIsLeftAlone() throws IOException {
        Path own = Files.createDirectories(folder.resolve("code/addons"));
        Files.writeString(own.resolve("acme_base.txt"), "mine");
        git(own, "init", "--quiet", "--initial-branch=main");
        git(own, "add", "--all");
        git(own, "commit", "--quiet", "--message=Mine");
        Files.writeString(project.resolve("addons/acme_base/__init__.py"), "# edited\n");

        assertThat(taken("addons")).singleElement().matches(Adopted.Code::worked);

        assertThat(git(own, "log", "--all", "--format=%s")).isEqualTo("Mine");
        assertThat(own.resolve("acme_base")).doesNotExist();
    }

    @Test
    void whoLooksAtWhatProductionRunsIsNotDisturbed() throws IOException {
        Path made = edited();
        git(made, "checkout", "--quiet", "as-production-runs");
        Files.writeString(project.resolve("addons/acme_base/__init__.py"), "# edited again\n");

        assertThat(taken("addons")).singleElement().matches(Adopted.Code::worked);

        assertThat(made.resolve("acme_base/__init__.py")).hasContent("# edited");
    }

    /** A checkout that is used as it is does not have what git ignores in it. */
    @Test
    void aFolderThatACheckoutIgnoresComesAlong() throws IOException {
        Path below = repository("acme/addons/ignored", "acme_below");
        git(below, "checkout", "--quiet", "--detach");
        Files.writeString(project.resolve(".gitignore"), "/addons/ignored/\n");
        git(project, "add", "--all");
        git(project, "commit", "--quiet", "--message=Ignore what is brought by itself");

        assertThat(taken("addons", "addons/ignored"))
                .extracting(Adopted.Code::copied)
                .containsExactly(false, true);

        assertThat(folder.resolve("code/ignored/acme_below/__manifest__.py")).exists();
    }

    @Test
    void oneThatWasCutOffIsMadeAnew() throws IOException {
        Files.createDirectories(folder.resolve("code/.addons-as-production-runs/half"));

        Path made = edited();

        assertThat(made.resolve("half")).doesNotExist();
        assertThat(git(made, "status", "--porcelain")).isEmpty();
        assertThat(folder.resolve("code")).isDirectoryNotContaining("glob:**/.addons*");
    }

    /** As it was made before what runs was noted on a branch. */
    @Test
    void workInARepositoryOfAnEarlierVersionStays() throws IOException {
        Path made = edited();
        git(made, "branch", "--delete", "--force", "as-production-runs");
        Files.writeString(made.resolve("acme_base/__init__.py"), "# a field\n");
        git(made, "commit", "--quiet", "--all", "--message=Ask for the model");

        assertThat(taken("addons")).singleElement().matches(Adopted.Code::worked);

        assertThat(made.resolve("acme_base/__init__.py")).hasContent("# a field");
    }

    @Test
    void aFolderWithinAnotherThatIsCopiedIsNoRepositoryOfItsOwn() throws IOException {
        Files.writeString(project.resolve("oca/web/web_responsive/__init__.py"), "# edited\n");
        Files.createDirectories(project.resolve("acme_top"));
        Files.writeString(project.resolve("acme_top/__manifest__.py"), "{'name': 'Top'}\n");

        assertThat(taken("", "oca/web"))
                .singleElement()
                .matches(Adopted.Code::copied)
                .extracting(Adopted.Code::origin)
                .isEqualTo(project.toString());

        Path made = folder.resolve("code").resolve(project.getFileName().toString());
        assertThat(made.resolve("oca/web/web_responsive/__init__.py")).hasContent("# edited");
        assertThat(made.resolve(".gitmodules")).doesNotExist();
    }

    /** The repository that is made of a checkout with changes. */
    private Path edited() throws IOException {
        Files.writeString(project.resolve("addons/acme_base/__init__.py"), "# edited\n");
        assertThat(taken("addons")).singleElement().matches(Adopted.Code::copied);
        return folder.resolve("code/addons");
    }

    private List<Adopted.Code> taken(String... folders) throws IOException {
        List<String> paths = new ArrayList<>();
        for (String one : folders) {
            paths.add(project.resolve(one).toString());
        }
        Path configuration = folder.resolve("odoo.conf");
        Files.writeString(configuration, "[options]\naddons_path = " + String.join(",", paths) + "\n");
        Found found = new Finder(List.of(), List.of()).find(configuration.toString());
        return new CodeTaken(found, host, folder.resolve("code"))
                .take(new ModuleFolders(found, new Checkouts(found.place(), host)).folders());
    }

    private Path repository(String name, String module) throws IOException {
        Path made = Files.createDirectories(folder.toRealPath().resolve(name));
        Files.createDirectories(made.resolve(module));
        Files.writeString(made.resolve(module).resolve("__manifest__.py"), "{'name': 'ACME'}\n");
        Files.writeString(made.resolve(module).resolve("__init__.py"), "");
        git(made, "init", "--quiet", "--initial-branch=main");
        git(made, "add", "--all");
        git(made, "commit", "--quiet", "--message=Begin");
        return made;
    }

    private String git(Path repository, String... words) {
        List<String> argv = new ArrayList<>(List.of(
                "git", "-C", repository.toString(), "-c", "user.name=Acme", "-c", "user.email=dev@acme.example"));
        argv.addAll(List.of(words));
        return host.require(Command.of(argv)).out().strip();
    }
}
