package dev.understudy.odoo.data;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * What the data files of a module say of each record, by its external id ({@code module.name}), in a form that only differs
 * where the record does: not by indentation, comments or the place in the file.
 */
public final class Definitions {

    /** Those that may hold others ({@code odoo/tools/convert.py}). */
    private static final Set<String> HOLDERS = Set.of("odoo", "openerp", "data", "menuitem");

    private static final Set<String> RECORDS = Set.of("record", "template", "menuitem", "act_window", "report");

    private final String module;
    private final Map<String, String> found = new LinkedHashMap<>();

    private Definitions(String module) {
        this.module = module;
    }

    /**
     * Reads files. What is no XML or CSV of Odoo's kind says nothing here: Odoo refuses it itself.
     *
     * @param files their texts by path, in the manifest's order
     */
    public static Map<String, String> of(String module, Map<String, String> files) {
        Definitions definitions = new Definitions(module);
        files.forEach((path, text) -> {
            if (path.endsWith(".csv")) {
                definitions.csv(text);
            } else if (path.endsWith(".xml")) {
                definitions.xml(text);
            }
        });
        return definitions.found;
    }

    private void csv(String text) {
        List<List<String>> rows = Csv.rows(text);
        int id = rows.isEmpty() ? -1 : rows.getFirst().indexOf("id");
        if (id < 0) {
            return;
        }
        List<String> head = rows.getFirst();
        for (List<String> row : rows.subList(1, rows.size())) {
            if (row.size() > id && !row.get(id).isBlank()) {
                StringBuilder said = new StringBuilder();
                IntStream.range(0, Math.min(head.size(), row.size()))
                        .filter(column -> column != id)
                        .forEach(column -> said.append(head.get(column))
                                .append(": ")
                                .append(row.get(column))
                                .append('\n'));
                add(row.get(id).strip(), said.toString());
            }
        }
    }

    private void xml(String text) {
        try {
            read(builder().parse(new InputSource(new StringReader(text))).getDocumentElement());
        } catch (SAXException noXml) {
            // The update says so, with file and line.
            return;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Nothing outside the file is read, whatever it asks for. */
    private static DocumentBuilder builder() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setExpandEntityReferences(false);
            factory.setIgnoringComments(true);
            factory.setCoalescing(true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return builder;
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void read(Element holder) {
        NodeList children = holder.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element element) {
                if (RECORDS.contains(element.getTagName())
                        && !element.getAttribute("id").isBlank()) {
                    add(element.getAttribute("id").strip(), PlainXml.of(element));
                }
                if (HOLDERS.contains(element.getTagName())) {
                    read(element);
                }
            }
        }
    }

    /** What is defined twice is what all of its definitions make of it. */
    private void add(String id, String definition) {
        found.merge(id.contains(".") ? id : module + "." + id, definition, String::concat);
    }

    /** The text of a node, where it is one that says something. */
    static Optional<String> text(Node node) {
        String text =
                node.getNodeValue() == null ? "" : node.getNodeValue().strip().replaceAll("\\s+", " ");
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
