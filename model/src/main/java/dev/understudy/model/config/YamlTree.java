package dev.understudy.model.config;

import dev.understudy.model.fault.Fault;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Turns text into a tree of YAML nodes. The flat row of events is looked through first: what could make the tree
 * explode (aliases, deep nesting) or mean an object (tags) never becomes one.
 */
final class YamlTree {

    private static final int DEEPEST = 20;

    private YamlTree() {}

    static Optional<Node> root(String text, Problems problems) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setAllowDuplicateKeys(true)
                .setCodePointLimit(ProjectFile.GREATEST_SIZE)
                .setUseMarks(true)
                .build();
        try {
            if (!harmless(settings, text, problems)) {
                return Optional.empty();
            }
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                problems.add(0, 0, Fault.usage("config.empty"));
            }
            return root;
        } catch (MarkedYamlEngineException wrong) {
            problems.add(wrong.getProblemMark(), Fault.usage("config.syntax", Value.shown(wrong.getProblem())));
            return Optional.empty();
        } catch (YamlEngineException wrong) {
            problems.add(0, 0, Fault.usage("config.syntax", Value.shown(String.valueOf(wrong.getMessage()))));
            return Optional.empty();
        }
    }

    private static boolean harmless(LoadSettings settings, String text, Problems problems) {
        int depth = 0;
        int documents = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            documents += event instanceof DocumentStartEvent ? 1 : 0;
            Optional<Fault> fault = fault(event, depth, documents);
            if (fault.isPresent()) {
                problems.add(event.getStartMark(), fault.get());
                return false;
            }
        }
        return true;
    }

    private static Optional<Fault> fault(Event event, int depth, int documents) {
        if (event instanceof AliasEvent) {
            return Optional.of(Fault.usage("config.alias"));
        }
        if (documents > 1) {
            return Optional.of(Fault.usage("config.several-documents"));
        }
        if (depth > DEEPEST) {
            return Optional.of(Fault.usage("config.too-deep", DEEPEST));
        }
        Optional<String> tag = switch (event) {
            case ScalarEvent scalar when scalar.isPlain() && scalar.getValue().equals("<<") -> Optional.of("<<");
            case ScalarEvent scalar -> scalar.getTag();
            case CollectionStartEvent start -> start.getTag();
            default -> Optional.empty();
        };
        return tag.map(name -> Fault.usage("config.tag", Value.shown(name)));
    }
}
