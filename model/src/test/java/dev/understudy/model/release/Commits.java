package dev.understudy.model.release;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Two states of a repository, and what real git says lies between them. */
final class Commits {

    private final Path folder;
    private final Map<String, String> before = new TreeMap<>();
    private final Map<String, String> after = new TreeMap<>();

    private final List<String> trees = new ArrayList<>();

    Commits(Path folder) {
        this.folder = folder;
    }

    /** A file in both states. */
    Commits file(String path, String oldText, String newText) {
        before.put(path, oldText);
        after.put(path, newText);
        return this;
    }

    Commits unchanged(String path, String text) {
        return file(path, text, text);
    }

    Commits added(String path, String text) {
        after.put(path, text);
        return this;
    }

    Commits removed(String path, String text) {
        before.put(path, text);
        return this;
    }

    CodeChange change(int context) throws IOException, InterruptedException {
        return change(diff(context));
    }

    String diff(int context) throws IOException, InterruptedException {
        if (trees.isEmpty()) {
            git("init", "-q");
            trees.add(tree(before));
            trees.add(tree(after));
        }
        return git("diff", "--find-renames", "-U" + context, trees.getFirst(), trees.getLast());
    }

    /** What another diff of the same modules says. */
    CodeChange change(String diff) {
        return CodeChange.read("sales", new StringReader(diff), modules(before), modules(after));
    }

    private static List<ModuleFolder> modules(Map<String, String> files) {
        return files.keySet().stream()
                .filter(path -> path.endsWith("/__manifest__.py"))
                .map(path -> ModuleFolder.at(
                        path.substring(0, path.lastIndexOf('/')),
                        String.valueOf(files.get(path)).replaceAll("(?s).*'version': '([^']*)'.*", "$1")))
                .toList();
    }

    private String tree(Map<String, String> files) throws IOException, InterruptedException {
        for (String path : before.keySet()) {
            Files.deleteIfExists(folder.resolve(path));
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        git("add", "-A");
        return git("write-tree").strip();
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(Stream.of("git", "-C", folder.toString()).toList());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(out);
        }
        return out;
    }
}
