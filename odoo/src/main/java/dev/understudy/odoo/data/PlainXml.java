package dev.understudy.odoo.data;

import java.util.TreeMap;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** An element as text, a line for each element and text in it, attributes in order: for comparing and for people. */
final class PlainXml {

    private static final String INDENT = "  ";

    private PlainXml() {}

    static String of(Element element) {
        StringBuilder said = new StringBuilder();
        write(element, "", said);
        return said.toString();
    }

    private static void write(Element element, String indent, StringBuilder said) {
        said.append(indent).append('<').append(element.getTagName());
        NamedNodeMap attributes = element.getAttributes();
        TreeMap<String, String> sorted = new TreeMap<>();
        for (int i = 0; i < attributes.getLength(); i++) {
            sorted.put(attributes.item(i).getNodeName(), attributes.item(i).getNodeValue());
        }
        sorted.forEach((name, value) ->
                said.append(' ').append(name).append("=\"").append(value).append('"'));
        said.append(">\n");
        NodeList children = element.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            Node child = children.item(i);
            if (child instanceof Element inner) {
                write(inner, indent + INDENT, said);
            } else {
                Definitions.text(child)
                        .ifPresent(text ->
                                said.append(indent).append(INDENT).append(text).append('\n'));
            }
        }
        said.append(indent).append("</").append(element.getTagName()).append(">\n");
    }
}
