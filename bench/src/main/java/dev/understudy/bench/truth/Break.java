package dev.understudy.bench.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A way to break a good release. */
enum Break {
    /** Odoo keeps the words in a column that nothing reads any more, and begins with an empty one. */
    TYPE_OF_FIELD {
        @Override
        Optional<Change> on(Surroundings around) {
            return around.fields().stream()
                    .filter(field -> field.filled() > 0)
                    .flatMap(field ->
                            around
                                    .python(field, found -> found.group(1) + " = fields.Integer(" + found.group(3))
                                    .stream())
                    .findFirst();
        }
    },
    /** A field becomes required, and rows have no value for it. */
    REQUIRED_WITHOUT_VALUE {
        @Override
        Optional<Change> on(Surroundings around) {
            return around.fields().stream()
                    .filter(field -> field.rows() > field.filled())
                    .flatMap(field ->
                            around
                                    .python(field, found -> found.group(1) + found.group(2) + required(found.group(3)))
                                    .stream())
                    .findFirst();
        }
    },
    /** A view shows a field that its model has not got. */
    VIEW {
        @Override
        Optional<Change> on(Surroundings around) {
            return around.file(
                    path -> path.matches("[^/]+/views/.*\\.xml"),
                    Pattern.compile("(?s)(<record[^>]*model=\"ir.ui.view\".*?<(?:list|tree|form)\\b[^>]*>)"),
                    found -> found.group(1) + "<field name=\"truth_missing\"/>");
        }
    },
    /** Everybody loses the right to a model. */
    ACCESS {
        @Override
        Optional<Change> on(Surroundings around) {
            return around.file(
                    path -> path.matches("[^/]+/security/ir\\.model\\.access\\.csv"),
                    Pattern.compile("(?s)^([^\\n]*\\n).*$"),
                    found -> found.group(1));
        }
    },
    /** A migration script for a version that the manifest does not reach. */
    MIGRATION_OUT_OF_REACH {
        @Override
        Optional<Change> on(Surroundings around) {
            return around.modules().stream()
                    .findFirst()
                    .map(module -> new Change(
                            module + "/migrations/" + around.series() + ".99.0.0/post-migration.py",
                            text -> "def migrate(cr, version):\n    cr.execute('SELECT 1')\n"));
        }
    },
    /** A stored field that takes its time for each row. */
    SLOW_COMPUTE {
        @Override
        Optional<Change> on(Surroundings around) {
            return around.fields().stream()
                    .filter(field -> field.rows() >= 200)
                    .flatMap(field -> around.python(field, found -> """
                            truth_slow = fields.Integer(compute='_compute_truth_slow', store=True)

                                def _compute_truth_slow(self):
                                    import time
                                    for record in self:
                                        time.sleep(0.3)
                                        record.truth_slow = 1

                            """ + "    " + found.group()).stream())
                    .findFirst();
        }
    },
    /** What every list shows raises an error. */
    COMPUTE_THAT_FAILS {
        @Override
        Optional<Change> on(Surroundings around) {
            return around.fields().stream()
                    .filter(field -> field.rows() > 0)
                    .flatMap(field -> around.python(field, found -> """
                            def _compute_display_name(self):
                                    raise ValueError('truth')

                                def name_get(self):
                                    raise ValueError('truth')

                            """ + "    " + found.group()).stream())
                    // A definition of the file's own would come later, and count.
                    .filter(change -> !around.text(change.path()).matches("(?s).*(display_name|name_get).*"))
                    .findFirst();
        }
    },
    /** Other words for what the database has already. */
    TRANSLATION {
        @Override
        Optional<Change> on(Surroundings around) {
            return around.file(
                    path -> path.matches("[^/]+/i18n/es\\.po"),
                    Pattern.compile("(?m)(^msgid \"[^\"\\n]+\"\\nmsgstr \")([^\"\\n]+)(\")"),
                    found -> found.group(1) + found.group(2) + " (truth)" + found.group(3));
        }
    };

    /** The arguments of a field, with one more at their end. */
    private static String required(String arguments) {
        String others = arguments.strip().replaceFirst(",$", "");
        return (others.isEmpty() ? "" : others + ", ") + "required=True";
    }

    /** The way that is shown so. Throws {@link IllegalArgumentException} where none is. */
    static Break named(String shown) {
        return Stream.of(values())
                .filter(one -> one.shown().equals(shown))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(shown));
    }

    /** Where there is something to break; empty when this code or data has nothing of the kind. */
    abstract Optional<Change> on(Surroundings around);

    /** How the release shows in a table. */
    String shown() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    /**
     * A file that becomes another.
     *
     * @param path in its repository
     */
    record Change(String path, UnaryOperator<String> rewrite) implements Code.Edit {

        @Override
        public void in(Path repository) throws IOException {
            Path file = repository.resolve(path);
            boolean there = Files.exists(file);
            if (!there && !Files.isDirectory(repository.resolve(Path.of(path).getName(0)))) {
                return;
            }
            Files.createDirectories(file.getParent());
            Files.writeString(file, rewrite.apply(there ? Files.readString(file) : ""));
        }
    }

    /**
     * What there is to break.
     *
     * @param repositories their working folders
     * @param modules that production has of them
     * @param fields with production's data
     */
    record Surroundings(String series, List<Path> repositories, Set<String> modules, List<TextField> fields) {

        /** The definition of a field, in the class that brings it. */
        Optional<Change> python(TextField field, java.util.function.Function<Matcher, String> rewrite) {
            Pattern definition = Pattern.compile("(?<=\\n    )(" + Pattern.quote(field.field())
                    + ")( = fields\\.Char\\(\\s*)((?![^()]*\\brequired\\b)[^()]*)(?=\\))");
            Pattern ofModel = Pattern.compile("_(?:name|inherit) = \\[?[\"']" + Pattern.quote(field.model()) + "[\"']");
            return files(path -> path.startsWith(field.module() + "/models/") && path.endsWith(".py"))
                    .filter(path -> ofModel.matcher(text(path)).find()
                            && definition.matcher(text(path)).find())
                    .findFirst()
                    .map(path -> change(path, definition, rewrite));
        }

        Optional<Change> file(
                Predicate<String> name, Pattern pattern, java.util.function.Function<Matcher, String> rewrite) {
            return files(name)
                    .filter(path -> pattern.matcher(text(path)).find())
                    .findFirst()
                    .map(path -> change(path, pattern, rewrite));
        }

        private static Change change(
                String path, Pattern pattern, java.util.function.Function<Matcher, String> rewrite) {
            return new Change(path, text -> {
                Matcher matcher = pattern.matcher(text);
                return matcher.find()
                        ? text.substring(0, matcher.start()) + rewrite.apply(matcher) + text.substring(matcher.end())
                        : text;
            });
        }

        private Stream<String> files(Predicate<String> name) {
            return repositories.stream()
                    .flatMap(repository -> inside(repository).stream())
                    .filter(path -> modules.contains(Path.of(path).getName(0).toString()))
                    .filter(name)
                    .sorted();
        }

        private static List<String> inside(Path repository) {
            try (Stream<Path> files = Files.walk(repository)) {
                return files.filter(Files::isRegularFile)
                        .map(file -> repository.relativize(file).toString())
                        .filter(path -> !path.startsWith(".git/"))
                        .toList();
            } catch (IOException failure) {
                throw new java.io.UncheckedIOException(failure);
            }
        }

        private String text(String path) {
            for (Path repository : repositories) {
                if (Files.exists(repository.resolve(path))) {
                    try {
                        return Files.readString(repository.resolve(path));
                    } catch (IOException failure) {
                        throw new java.io.UncheckedIOException(failure);
                    }
                }
            }
            return "";
        }
    }
}
