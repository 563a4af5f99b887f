package dev.understudy.model.release;

import dev.understudy.model.release.Reason.Why;
import dev.understudy.model.release.UnifiedDiff.FileDiff;
import dev.understudy.model.release.UnifiedDiff.Line;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what a change asks of production from its diff alone. It rather says too much than too little: what it does not
 * understand within a module is at least class B. The rehearsal has the last word.
 */
public final class DiffClassifier {

    private static final Pattern IMPORT = Pattern.compile("\\s*from\\s+\\.\\s+import\\s+\\(?([\\w\\s,]+)\\)?.*");

    private static final Pattern IMPORTED_NAME = Pattern.compile("\\s+(\\w+),?\\s*\\)?\\s*");
    private static final Pattern WORD = Pattern.compile("\\w+");

    /** Of a new module nothing else counts but what it does to tables that are there already. */
    private static final Set<Why> IN_NEW_MODULES =
            Set.of(Why.FIELD_REQUIRED, Why.CONSTRAINT_CHANGED, Why.RAW_DDL, Why.FIELD_TYPE_CHANGED);

    private DiffClassifier() {}

    /**
     * A class and why.
     *
     * @param reasons the strongest first; none when nothing changed
     */
    public record Classified(ChangeClass declared, List<Reason> reasons) {
        public Classified {
            reasons = List.copyOf(reasons);
        }
    }

    /** The class of a change in every repository: the highest of all its reasons. */
    public static Classified classify(Collection<CodeChange> changes) {
        return classify(changes, module -> true);
    }

    /** The class of a change in the modules that are in use: what is wrong with any other asks nothing of production. */
    static Classified classify(Collection<CodeChange> changes, Predicate<String> used) {
        ModuleChanges modules = ModuleChanges.of(changes);
        List<Reason> reasons = new ArrayList<>();
        for (CodeChange change : changes) {
            reasons.addAll(new OneRepository(change, modules, used).reasons());
        }
        return of(reasons);
    }

    /** The class that these reasons ask for together. */
    static Classified of(Collection<Reason> reasons) {
        List<Reason> strongestFirst = reasons.stream()
                .distinct()
                .sorted(Comparator.comparing(Reason::changeClass)
                        .reversed()
                        .thenComparing(Reason::repository)
                        .thenComparing(Reason::file)
                        .thenComparingInt(Reason::line))
                .toList();
        ChangeClass declared =
                strongestFirst.stream().map(Reason::changeClass).findFirst().orElse(ChangeClass.A);
        return new Classified(declared, strongestFirst);
    }

    /** The changes of one repository, file by file; the Python of each module together. */
    private static final class OneRepository {

        private final CodeChange change;
        private final ModuleChanges modules;
        private final Predicate<String> used;
        private final List<Reason> reasons = new ArrayList<>();
        private final Map<String, SchemaComparison> python = new LinkedHashMap<>();
        private final List<FileDiff> files;

        OneRepository(CodeChange change, ModuleChanges modules, Predicate<String> used) {
            this.change = change;
            this.modules = modules;
            this.used = used;
            this.files = UnifiedDiff.parse(change.diff());
        }

        List<Reason> reasons() {
            for (ModuleFolder module : change.after()) {
                if (modules.added().contains(module.name()) && used.test(module.name())) {
                    reason(Why.MODULE_ADDED, module.path() + "/__manifest__.py", 0, module.name());
                }
            }
            for (ModuleFolder module : change.before()) {
                if (modules.removed().contains(module.name()) && used.test(module.name())) {
                    reason(Why.MODULE_REMOVED, module.path() + "/__manifest__.py", 0, module.name());
                }
            }
            files.forEach(this::file);
            python.forEach((module, comparison) -> comparison.reasons().stream()
                    .filter(reason -> !modules.added().contains(module) || IN_NEW_MODULES.contains(reason.why()))
                    .forEach(reasons::add));
            return reasons;
        }

        private void file(FileDiff file) {
            Optional<ModuleFolder> was =
                    Optional.ofNullable(file.before()).flatMap(path -> CodeChange.holding(change.before(), path));
            Optional<ModuleFolder> is =
                    Optional.ofNullable(file.after()).flatMap(path -> CodeChange.holding(change.after(), path));
            Optional<ModuleFolder> module = is.or(() -> was);
            if (module.isEmpty()) {
                reason(Why.OUTSIDE_MODULES, file.path(), 0, "");
                return;
            }
            String name = module.get().name();
            if (modules.removed().contains(name) || !used.test(name)) {
                return;
            }
            FileKind kind = FileKind.of(module.get().within(file.path()));
            if (was.isPresent() && is.isPresent() && moved(file, was.get(), is.get(), kind)) {
                return;
            }
            if (modules.added().contains(name) && kind != FileKind.PYTHON) {
                return;
            }
            switch (kind) {
                case MANIFEST -> reason(Why.MANIFEST, file, "");
                case MIGRATION -> reason(file.after() == null ? Why.CODE : Why.MIGRATION_SCRIPT, file, "");
                case STATIC ->
                    reason(change.loaded().contains(file.path()) ? Why.LOADED_FILE : Why.STATIC_FILE, file, "");
                case TEST -> reason(Why.TEST_ONLY, file, "");
                case TRANSLATION -> {
                    reason(Why.TRANSLATION, file, "");
                    DataFiles.changedWords(file).ifPresent(line -> reason(Why.TRANSLATION_KEPT, file.path(), line, ""));
                }
                case DOCUMENT -> reason(Why.DOCUMENT, file, "");
                case DATA -> {
                    reason(Why.DATA, file, "");
                    reasons.addAll(DataFiles.schemaRecords(change.repository(), file));
                }
                case UNKNOWN -> reason(Why.UNKNOWN_FILE, file, "");
                case PYTHON -> python(file, name);
            }
        }

        /** Whether a renamed file means something else than before; its contents need no look then. */
        private boolean moved(FileDiff file, ModuleFolder was, ModuleFolder is, FileKind kind) {
            FileKind old = FileKind.of(was.within(String.valueOf(file.before())));
            boolean python = old == FileKind.PYTHON || kind == FileKind.PYTHON;
            if (python && (old != kind || !was.name().equals(is.name()))) {
                reason(Why.MODEL_REMOVED, file, String.valueOf(file.before()));
                return true;
            }
            if (old != kind && kind != FileKind.MIGRATION) {
                reason(Why.UNKNOWN_FILE, file, "");
                return true;
            }
            return false;
        }

        private void python(FileDiff file, String module) {
            if (!modules.added().contains(module)) {
                reason(Why.CODE, file, "");
            }
            if (file.path().endsWith("__init__.py")) {
                imports(file);
            }
            python.computeIfAbsent(module, any -> new SchemaComparison(change.repository()))
                    .add(file);
        }

        /** A model file that is no longer imported is gone, though it still lies there. */
        private void imports(FileDiff file) {
            Map<String, Integer> gone = imported(file, '-');
            Map<String, Integer> come = imported(file, '+');
            String folder = file.path().substring(0, file.path().lastIndexOf('/') + 1);
            SortedSet<String> all = new TreeSet<>(gone.keySet());
            all.addAll(come.keySet());
            Set<String> inDiff = files.stream()
                    .flatMap(other -> Stream.of(
                            other.after() == null ? other.path() : "", other.before() == null ? other.path() : ""))
                    .collect(Collectors.toSet());
            for (String name : all) {
                boolean here = inDiff.contains(folder + name + ".py")
                        || inDiff.stream().anyMatch(path -> path.startsWith(folder + name + "/"));
                if (gone.containsKey(name) && !come.containsKey(name) && !here) {
                    reason(Why.MODEL_REMOVED, file.path(), gone.getOrDefault(name, 0), name);
                } else if (come.containsKey(name) && !gone.containsKey(name) && !here) {
                    reason(Why.MODEL_ADDED, file.path(), come.getOrDefault(name, 0), name);
                }
            }
        }

        private static Map<String, Integer> imported(FileDiff file, char sign) {
            Map<String, Integer> names = new HashMap<>();
            for (Line line :
                    file.hunks().stream().flatMap(hunk -> hunk.lines().stream()).toList()) {
                if (line.sign() == sign) {
                    names.putAll(names(line));
                }
            }
            return names;
        }

        private static Map<String, Integer> names(Line line) {
            Map<String, Integer> names = new HashMap<>();
            Matcher whole = IMPORT.matcher(line.text());
            Matcher one = IMPORTED_NAME.matcher(line.text());
            if (whole.matches()) {
                Matcher word = WORD.matcher(whole.group(1));
                while (word.find()) {
                    names.put(word.group(), line.number());
                }
            } else if (one.matches()) {
                names.put(one.group(1), line.number());
            }
            return names;
        }

        private void reason(Why why, FileDiff file, String subject) {
            int line = file.hunks().stream()
                    .flatMap(hunk -> hunk.lines().stream())
                    .filter(found -> found.sign() != ' ')
                    .findFirst()
                    .map(Line::number)
                    .orElse(0);
            reason(why, file.path(), line, subject);
        }

        private void reason(Why why, String file, int line, String subject) {
            reasons.add(Reason.of(why, change.repository(), file, line, subject));
        }
    }
}
