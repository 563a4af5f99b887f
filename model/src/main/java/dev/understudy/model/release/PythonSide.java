package dev.understudy.model.release;

import dev.understudy.model.release.PythonStatements.Statement;
import dev.understudy.model.release.UnifiedDiff.Hunk;
import dev.understudy.model.release.UnifiedDiff.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the changed stretches of one Python file declare on one side of a diff: before, or after. */
final class PythonSide {

    private static final Pattern CLASS = Pattern.compile("class\\s+(\\w+)\\s*(?:\\((.*))?:?.*", Pattern.DOTALL);
    private static final Pattern DEF = Pattern.compile("(?:async\\s+)?def\\s+(\\w+).*", Pattern.DOTALL);
    private static final Pattern ATTRIBUTE = Pattern.compile("(_[a-z]\\w*)\\s*(?::[^=]+)?=\\s*(.*)", Pattern.DOTALL);
    private static final Pattern TABLE_OBJECT =
            Pattern.compile("(\\w+)\\s*=\\s*(?:models\\.)?(Constraint|UniqueIndex|Index)\\((.*)", Pattern.DOTALL);
    private static final Pattern OF_MODELS = Pattern.compile("models\\.|\\b(?:Model|TransientModel|AbstractModel)\\b");
    private static final Set<String> SCHEMA_METHODS = Set.of("init", "_auto_init", "_query");

    /** What stands deeper than this below its class belongs to a method or a call; if none is in sight, to an unknown. */
    private static final int BODY_INDENT = 4;

    private final List<Declared> declared = new ArrayList<>();
    private final List<ModelClass> classes = new ArrayList<>();
    private final List<Statement> orphans = new ArrayList<>();
    private final List<Statement> schemaCode = new ArrayList<>();
    private final Map<String, String> models = new TreeMap<>();

    private String inClass = "";
    private int classIndent = -1;
    private String inMethod = "";
    private int methodIndent = -1;

    /** What a class says about its model or one of its fields. */
    sealed interface Declared {
        String inClass();

        String name();

        Statement statement();
    }

    record Field(String inClass, FieldDefinition definition, Statement statement) implements Declared {
        @Override
        public String name() {
            return definition.name();
        }
    }

    record Attribute(String inClass, String name, String value, Statement statement) implements Declared {}

    /** A {@code models.Constraint}, {@code models.UniqueIndex} or {@code models.Index}. */
    record TableObject(String inClass, String name, String kind, String value, Statement statement)
            implements Declared {}

    record ModelClass(String name, boolean ofModels, Statement statement) {}

    /** The side of a file: {@code '-'} for before, {@code '+'} for after. */
    PythonSide(List<Hunk> hunks, char sign) {
        for (Hunk hunk : hunks) {
            Matcher heading = CLASS.matcher(hunk.heading());
            inClass = heading.matches() ? heading.group(1) : "";
            classIndent = inClass.isEmpty() ? -1 : 0;
            inMethod = "";
            methodIndent = -1;
            List<Line> lines = hunk.lines().stream()
                    .filter(line -> line.sign() == ' ' || line.sign() == sign)
                    .toList();
            PythonStatements.of(lines).forEach(this::statement);
        }
    }

    List<Declared> declared() {
        return declared;
    }

    List<ModelClass> classes() {
        return classes;
    }

    /** Changed statements whose beginning is not in sight. */
    List<Statement> orphans() {
        return orphans;
    }

    /** Changed statements in methods that make tables or views. */
    List<Statement> schemaCode() {
        return schemaCode;
    }

    /** Model by class, as far as {@code _name} or {@code _inherit} are in sight. */
    Map<String, String> models() {
        return models;
    }

    /** The value of an attribute of a class. */
    Optional<String> attribute(String ofClass, String name) {
        return declared.stream()
                .filter(found -> found instanceof Attribute
                        && found.inClass().equals(ofClass)
                        && found.name().equals(name))
                .map(found -> ((Attribute) found).value())
                .findFirst();
    }

    private void statement(Statement statement) {
        if (statement.orphan()) {
            orphan(statement);
            return;
        }
        String text = statement.text();
        if (text.isEmpty() || text.startsWith("@")) {
            return;
        }
        leave(statement.indent());
        Matcher type = CLASS.matcher(text);
        if (type.matches()) {
            inClass = type.group(1);
            classIndent = statement.indent();
            String bases = String.valueOf(type.group(2));
            classes.add(new ModelClass(inClass, OF_MODELS.matcher(bases).find(), statement));
            return;
        }
        Matcher method = DEF.matcher(text);
        if (method.matches() && inMethod.isEmpty()) {
            inMethod = method.group(1);
            methodIndent = statement.indent();
        }
        if (SCHEMA_METHODS.contains(inMethod) && statement.changed()) {
            schemaCode.add(statement);
        }
        if (inMethod.isEmpty() && statement.indent() > Math.max(classIndent, 0) + BODY_INDENT) {
            orphan(statement);
        } else if (inMethod.isEmpty()) {
            declaration(text, statement);
        }
    }

    private void orphan(Statement statement) {
        if (statement.changed()) {
            orphans.add(statement);
        }
    }

    private void leave(int indent) {
        if (indent <= methodIndent) {
            inMethod = "";
            methodIndent = -1;
        }
        if (indent <= classIndent) {
            inClass = "";
            classIndent = -1;
        }
    }

    private void declaration(String text, Statement statement) {
        Optional<FieldDefinition> field = FieldDefinition.of(text);
        if (field.isPresent()) {
            declared.add(new Field(inClass, field.get(), statement));
            return;
        }
        Matcher object = TABLE_OBJECT.matcher(text);
        if (object.matches()) {
            declared.add(new TableObject(inClass, object.group(1), object.group(2), plain(object.group(3)), statement));
            return;
        }
        Matcher attribute = ATTRIBUTE.matcher(text);
        if (attribute.matches() && statement.indent() > 0) {
            String name = attribute.group(1);
            String value = plain(attribute.group(2));
            declared.add(new Attribute(inClass, name, value, statement));
            if (name.equals("_name") || (name.equals("_inherit") && !models.containsKey(inClass))) {
                firstText(value).ifPresent(model -> models.put(inClass, model));
            }
        }
    }

    /** The same for either kind of quotes. */
    private static String plain(String value) {
        return value.replace('\'', '"').strip();
    }

    private static Optional<String> firstText(String value) {
        Matcher quoted = Pattern.compile("\"([^\"]+)\"").matcher(value);
        return quoted.find() ? Optional.of(quoted.group(1)) : Optional.empty();
    }
}
