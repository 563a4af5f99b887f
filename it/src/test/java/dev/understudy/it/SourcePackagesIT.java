package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.home.Home;
import dev.understudy.model.release.PythonPackage;
import dev.understudy.targets.git.GitWalls;
import dev.understudy.targets.git.NamedRepositories;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.python.Asking;
import dev.understudy.targets.python.BuildPlace;
import dev.understudy.targets.python.PipPackages;
import dev.understudy.targets.python.PythonPackages;
import dev.understudy.targets.python.PythonPackages.Ground;
import dev.understudy.targets.runtime.DebianRoot;
import dev.understudy.targets.runtime.OdooPython;
import dev.understudy.targets.runtime.SourceOdoo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a {@code requirements.txt} names and has no wheel, built by real pip for the Pythons of real Odoos. What builds comes from
 * the index.
 */
class SourcePackagesIT {

    private final Host host = new LocalHost("local", CommandLog.NONE);
    private final List<String> told = new ArrayList<>();
    private Path home;
    private Path shop;
    private String git;
    private String builds;
    private SourceArchives archives;

    @BeforeEach
    void repository() throws IOException {
        assumeTrue(host.root(), "only root may build the private root");
        home = Files.createTempDirectory("us");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        shop = Files.createDirectories(home.resolve("code/r1/shop"));
        archives = new SourceArchives(host, home.resolve("scratch"));
        git = SystemUsers.ofGit(home);
        builds = SystemUsers.ofBuilds(home);
        new SystemUsers(host).ensure(git);
        host.require(Command.of("install", "-d", "-m", "0700", "-o", git, "-g", git, home.resolve("mirrors")));
    }

    @AfterEach
    void leaveNothing() {
        if (host.root()) {
            host.delete(home);
            new SystemUsers(host).remove(git);
            new SystemUsers(host).remove(builds);
        }
    }

    @Test
    @Tag("long")
    void sourcesOfAllKindsAreBuiltFrozenAndTakenFromTheCacheTheNextTime() throws IOException {
        Path own = shop.resolve("own");
        Wheels.write(own, "acmeparts", "3", "PARTS = 3");
        archives.write(
                own,
                "plainly",
                "1.0",
                Map.of(
                        "setup.py",
                        "import pkg_resources\n"
                                + SourceArchives.setup("plainly", "1.0", ", install_requires=['acmeparts>=2']"),
                        "plainly.py",
                        "WORD = 'plainly'\n"));
        archives.write(
                own,
                "hatched",
                "2.0",
                Map.of("pyproject.toml", project("hatched", "2.0", "hatchling", "hatchling.build"), "hatched.py", ""));
        archives.write(
                own,
                "flitted",
                "3.0",
                Map.of(
                        "pyproject.toml",
                        project("flitted", "3.0", "flit_core>=3.2", "flit_core.buildapi"),
                        "flitted.py",
                        "\"\"\"Flits.\"\"\"\n"));
        SourceArchives.tree(
                shop.resolve("libs/beside"),
                "beside",
                "4.0",
                Map.of("setup.py", SourceArchives.setup("beside", "4.0", ""), "beside.py", ""));
        Path labels = labels();
        String first = host.require(Command.of("git", "-C", labels, "rev-parse", "HEAD"))
                .out()
                .strip();
        asks("""
                --find-links own
                plainly
                hatched==2.0
                flitted
                ./libs/beside
                -e git+file://%s@main#egg=labels&subdirectory=python
                vobject==0.9.6.1
                six==1.17.0
                """.formatted(labels));

        List<PythonPackage> installed = install("r1", debian(), labels.resolveSibling("shop.git"));

        assertThat(installed)
                .extracting(one -> one.pinned() + " " + one.origin())
                .containsExactly(
                        "acmeparts==3 WHEEL",
                        "beside==4.0 FOLDER",
                        "flitted==3.0 SOURCE",
                        "hatched==2.0 SOURCE",
                        "labels==5.0 GIT",
                        "plainly==1.0 SOURCE",
                        "six==1.17.0 WHEEL",
                        "vobject==0.9.6.1 SOURCE");
        assertThat(named(installed, "labels").source()).isEqualTo("git:" + first);
        assertThat(named(installed, "labels").requirement())
                .isEqualTo("labels @ git+file://" + labels + "@" + first + "#subdirectory=python");
        assertThat(named(installed, "plainly").builtWith()).anyMatch(wheel -> wheel.startsWith("setuptools-"));
        assertThat(named(installed, "plainly").wheel()).hasSize(64);
        assertThat(named(installed, "vobject").from()).startsWith("https://").endsWith("/vobject-0.9.6.1.tar.gz");
        assertThat(said(
                        "r1",
                        debian(),
                        "import plainly, hatched, flitted, beside, labels, acmeparts, vobject\n"
                                + "print(plainly.WORD, vobject.__file__)"))
                .startsWith("plainly " + home.resolve("packages/r1/lib/vobject/"));
        assertThat(told).anyMatch(line -> line.equals("Building plainly"));

        told.clear();
        assertThat(install("r2", debian(), labels.resolveSibling("shop.git"))).isEqualTo(installed);
        assertThat(told).noneMatch(line -> line.startsWith("Building"));

        asks("plainly==9\n");
        assertThat(install("r3", debian(), shop.toString(), installed)).isEqualTo(installed);
    }

    @Test
    void aBuildReachesNobodyAndNothingOutside() throws IOException {
        Path secret = Files.writeString(home.resolve("secret"), "hush");
        try (ServerSocket neighbour = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            neighbour.setSoTimeout(10);
            archives.write(
                    shop.resolve("own"),
                    "prying",
                    "1.0",
                    Map.of(
                            "setup.py",
                            """
                            import os, socket
                            def tried(what):
                                try:
                                    what()
                                    return "done"
                                except Exception as refused:
                                    return type(refused).__name__
                            found = {
                                "neighbour": tried(lambda: socket.create_connection(("127.0.0.1", %d), 3)),
                                "world": tried(lambda: socket.create_connection(("1.1.1.1", 53), 3)),
                                "etc": tried(lambda: open("/etc/prying", "w")),
                                "code": tried(lambda: open("%s/prying", "w")),
                                "kept": tried(lambda: open("%s/prying", "w")),
                                "secret": tried(lambda: open("%s").read()),
                                "shadow": tried(lambda: open("/etc/shadow").read()),
                                "user": str(os.getuid()) not in ("0", "65534"),
                                "variables": sorted(os.environ.keys() & {"PIP_INDEX_URL", "PIP_FIND_LINKS", "PIP_CERT"}),
                                "alone": len([p for p in os.listdir("/proc") if p.isdigit()]) < 12,
                            }
                            open("prying.py", "w").write("FOUND = %%r\\n" %% found)
                            """.formatted(neighbour.getLocalPort(), shop, home.resolve("packages/.built"), secret)
                                    + SourceArchives.setup("prying", "1.0", "")));
            asks("--find-links own\nprying\n");

            install("r1", debian(), shop);

            assertThat(said("r1", debian(), "import prying; print(prying.FOUND)"))
                    .contains("'neighbour': 'ConnectionRefusedError'", "'shadow': 'PermissionError'")
                    .contains("'user': True", "'variables': []", "'alone': True")
                    .doesNotContain("done");
            assertThat(catchThrowableOfType(SocketTimeoutException.class, neighbour::accept))
                    .isNotNull();
        }
    }

    @Test
    @Tag("long")
    void aBuildThatCannotSucceedRefusesWithItsCauseFirst() throws IOException {
        Path own = shop.resolve("own");
        archives.write(
                own,
                "acmeonline",
                "1.0",
                Map.of(
                        "setup.py",
                        "import urllib.request\nurllib.request.urlopen('https://example.org/data')\n"
                                + SourceArchives.setup("acmeonline", "1.0", ""),
                        "acmeonline.py",
                        ""));
        archives.write(
                own,
                "acmebroken",
                "1.0",
                Map.of("setup.py", "raise RuntimeError('only for Python 2')\n", "acmebroken.py", ""));
        archives.write(
                own,
                "acmefaked",
                "1.0",
                Map.of("setup.py", SourceArchives.setup("requests", "99.0", ""), "requests.py", ""));
        archives.write(
                own,
                "acmeswift",
                "1.0",
                Map.of(
                        "setup.py",
                        SourceArchives.setup("acmeswift", "1.0", ", ext_modules=[Extension('_swift', ['_swift.c'])]")
                                .replace("import setup", "import Extension, setup"),
                        "acmeswift.py",
                        "from _swift import answer\n",
                        "_swift.c",
                        C));

        assertThat(refusal("acmeonline", debian()).code()).isEqualTo("python.build-wants-network");
        Fault broken = refusal("acmebroken", debian());
        assertThat(broken.code()).isEqualTo("python.not-built");
        assertThat(broken.where()).isEqualTo("shop/requirements.txt");
        assertThat(broken.arguments()).containsExactly("acmebroken", "RuntimeError: only for Python 2");
        assertThat(refusal("acmefaked==1.0", debian()).code()).startsWith("python.");
        Fault swift = refusal("acmeswift", debian());
        assertThat(swift.code()).isEqualTo("python.build-lacks-package");
        assertThat(swift.arguments()).contains("gcc, libc6-dev, python3-dev");

        asks("--find-links own\nacmeswift\n");
        install("r9", compiling(), shop);
        assertThat(said("r9", compiling(), "import acmeswift; print(acmeswift.answer())"))
                .isEqualTo("42\n");
    }

    @Test
    @Tag("long")
    void anAddressOfGitLeadsToThisMachineOnlyFromARepositoryThatIsHere() throws IOException {
        Path labels = labels();
        asks("git+file://" + labels + "@main#subdirectory=python\n");

        assertThat(refusal(debian(), "https://git.example/shop.git").code()).isEqualTo("git.leads-here");
        asks("git+https://localhost/labels.git\n");
        assertThat(refusal(debian(), "https://git.example/shop.git").code()).isEqualTo("git.leads-here");
        asks("git+file://" + labels + "@gone#subdirectory=python\n");
        Fault gone = refusal(debian(), labels.resolveSibling("shop.git").toString());
        assertThat(gone.code()).isEqualTo("git.no-such-commit");
        assertThat(gone.where()).isEqualTo("shop/requirements.txt");
    }

    private static final String C = """
            #include <Python.h>
            static PyObject *answer(PyObject *self, PyObject *args) { return PyLong_FromLong(42); }
            static PyMethodDef methods[] = {{"answer", answer, METH_NOARGS, ""}, {NULL, NULL, 0, NULL}};
            static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_swift", "", -1, methods};
            PyMODINIT_FUNC PyInit__swift(void) { return PyModule_Create(&module); }
            """;

    private Path labels() {
        Path labels = home.resolve("git/labels");
        Sources.create(
                labels,
                "Print labels",
                checkout -> SourceArchives.tree(
                        checkout.resolve("python"),
                        "labels",
                        "5.0",
                        Map.of("setup.py", SourceArchives.setup("labels", "5.0", ""), "labels.py", "")));
        return labels;
    }

    private static String project(String name, String version, String needs, String backend) {
        return """
                [build-system]
                requires = ["%s"]
                build-backend = "%s"
                [project]
                name = "%s"
                version = "%s"
                description = "Of a test"
                [tool.hatch.build.targets.wheel]
                include = ["*.py"]
                """.formatted(needs, backend, name, version);
    }

    private void asks(String requirements) throws IOException {
        Files.writeString(shop.resolve(PythonPackages.REQUIREMENTS), requirements);
    }

    private Fault refusal(String requirement, OdooPython python) throws IOException {
        asks("--find-links own\n" + requirement + "\n");
        return refusal(python, shop.toString());
    }

    private Fault refusal(OdooPython python, String url) {
        Fault fault = catchThrowableOfType(FaultException.class, () -> install("refused", python, url))
                .fault();
        assertThat(home.resolve("packages/refused")).doesNotExist();
        return fault;
    }

    private List<PythonPackage> install(String release, OdooPython python, Path url) {
        return install(release, python, url.toString());
    }

    private List<PythonPackage> install(String release, OdooPython python, String url) {
        return install(release, python, url, List.of());
    }

    private List<PythonPackage> install(String release, OdooPython python, String url, List<PythonPackage> frozen) {
        Path folder = home.resolve("packages").resolve(release);
        BuildPlace place = new BuildPlace(
                home.resolve("packages/.built"),
                builds,
                new NamedRepositories(host, home.resolve("mirrors"), new GitWalls(git, List.of())));
        PythonPackages packages = new PipPackages(host, python, cache(), place, System.getenv());
        packages.install(
                List.of(new Asking(shop.resolve(PythonPackages.REQUIREMENTS), url)),
                frozen,
                Ground.GIVEN,
                folder,
                told::add);
        return packages.installed(folder);
    }

    private static PythonPackage named(List<PythonPackage> packages, String name) {
        return packages.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String said(String release, OdooPython python, String program) {
        Path lib = home.resolve("packages").resolve(release).resolve("lib");
        return host.require(Command.of(python.python(List.of(lib), List.of(), List.of("-B", "-c", program)))
                        .with("PYTHONPATH", lib.toString()))
                .out();
    }

    private OdooPython debian() {
        return new DebianRoot(host, cache(), home.resolve("accounts"), "19.0", List.of());
    }

    /** Of an Odoo from its source, with what builds C. */
    private OdooPython compiling() {
        return new SourceOdoo(host, cache(), home.resolve("accounts"), "19.0", List.of());
    }

    private Path cache() {
        return Home.of(System.getenv(), host.root()).cache();
    }
}
