package dev.understudy.odoo.manifest;

import dev.understudy.odoo.manifest.LiteralFault.Broken;
import dev.understudy.odoo.manifest.LiteralFault.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a Python literal as {@code ast.literal_eval} does. Nothing is ever evaluated. */
final class PythonLiteral {

    private static final int DEEPEST = 100;
    private static final Pattern NUMBER = Pattern.compile(
            "0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\\d[\\d_]*)?\\.?\\d[\\d_]*\\.?(?:[eE][+-]?\\d+)?");
    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");

    private final PythonText text;
    private int depth;

    private PythonLiteral(String source) {
        this.text = new PythonText(source);
    }

    static PythonValue read(String source) throws Broken {
        var literal = new PythonLiteral(source.startsWith("\ufeff") ? source.substring(1) : source);
        PythonValue value = literal.topLevel();
        literal.text.skipBlanks();
        if (!literal.text.atEnd()) {
            throw literal.text.unexpected();
        }
        return value;
    }

    private PythonValue topLevel() throws Broken {
        PythonValue first = value();
        text.skipBlanks();
        return text.at(',') ? itemsAfter(first) : first;
    }

    /** A tuple without brackets, as Python takes it. */
    private PythonValue itemsAfter(PythonValue first) throws Broken {
        var items = new ArrayList<PythonValue>(List.of(first));
        while (text.take(',')) {
            text.skipBlanks();
            if (text.atEnd()) {
                break;
            }
            items.add(value());
            text.skipBlanks();
        }
        return new PythonValue.Items(List.copyOf(items));
    }

    private PythonValue value() throws Broken {
        text.skipBlanks();
        if (text.atEnd()) {
            throw text.fault(Kind.UNEXPECTED_END, "");
        }
        if (++depth > DEEPEST) {
            throw text.fault(Kind.TOO_DEEP, "");
        }
        PythonValue value = one();
        depth--;
        refuseOperator();
        return value;
    }

    private PythonValue one() throws Broken {
        if (text.take('[')) {
            return new PythonValue.Items(itemsUntil(']'));
        }
        if (text.take('(')) {
            return inBrackets();
        }
        if (text.take('{')) {
            return inBraces();
        }
        if (text.atString()) {
            return strings();
        }
        if (text.at('-') || text.at('+')) {
            return signed();
        }
        Matcher number = text.match(NUMBER);
        if (number.lookingAt()) {
            return new PythonValue.Numeral(text.take(number).replace("_", ""));
        }
        Matcher word = text.match(WORD);
        if (!word.lookingAt()) {
            throw text.unexpected();
        }
        return switch (word.group()) {
            case "True" -> truth(word, true);
            case "False" -> truth(word, false);
            case "None" -> {
                text.take(word);
                yield new PythonValue.None();
            }
            default -> throw text.fault(Kind.NOT_A_LITERAL, word.group());
        };
    }

    private PythonValue truth(Matcher word, boolean value) {
        text.take(word);
        return new PythonValue.Truth(value);
    }

    private PythonValue signed() throws Broken {
        boolean minus = text.at('-');
        text.skip();
        PythonValue value = value();
        if (value instanceof PythonValue.Numeral(String written)) {
            return new PythonValue.Numeral(minus ? "-" + written : written);
        }
        throw text.fault(Kind.NOT_A_LITERAL, minus ? "-" : "+");
    }

    private PythonValue strings() throws Broken {
        var joined = new StringBuilder();
        do {
            joined.append(text.string());
            text.skipBlanks();
        } while (text.atString());
        return new PythonValue.Text(joined.toString());
    }

    private PythonValue inBrackets() throws Broken {
        text.skipBlanks();
        if (text.take(')')) {
            return new PythonValue.Items(List.of());
        }
        PythonValue first = value();
        text.skipBlanks();
        if (text.take(')')) {
            return first;
        }
        text.need(',');
        var items = new ArrayList<PythonValue>(List.of(first));
        items.addAll(itemsUntil(')'));
        return new PythonValue.Items(List.copyOf(items));
    }

    private List<PythonValue> itemsUntil(char end) throws Broken {
        var items = new ArrayList<PythonValue>();
        while (true) {
            text.skipBlanks();
            if (text.take(end)) {
                return List.copyOf(items);
            }
            items.add(value());
            text.skipBlanks();
            if (!text.at(end)) {
                text.need(',');
            }
        }
    }

    private PythonValue inBraces() throws Broken {
        text.skipBlanks();
        if (text.take('}')) {
            return new PythonValue.Dict(List.of());
        }
        var entries = new ArrayList<PythonValue.Entry>();
        int line = text.line();
        PythonValue first = value();
        text.skipBlanks();
        if (!text.at(':')) {
            return set(first);
        }
        entries.add(entry(first, line));
        while (!text.take('}')) {
            text.need(',');
            text.skipBlanks();
            if (text.take('}')) {
                break;
            }
            line = text.line();
            PythonValue key = value();
            text.skipBlanks();
            entries.add(entry(key, line));
        }
        return new PythonValue.Dict(List.copyOf(entries));
    }

    private PythonValue set(PythonValue first) throws Broken {
        var items = new ArrayList<PythonValue>(List.of(first));
        if (!text.take('}')) {
            text.need(',');
            items.addAll(itemsUntil('}'));
        }
        return new PythonValue.Items(List.copyOf(items));
    }

    private PythonValue.Entry entry(PythonValue key, int line) throws Broken {
        text.need(':');
        PythonValue value = value();
        text.skipBlanks();
        return new PythonValue.Entry(key, value, line);
    }

    /** {@code 'a' + 'b'}, {@code f(x)} and the like parse in Python, but {@code literal_eval} refuses them. */
    private void refuseOperator() throws Broken {
        text.skipBlanks();
        for (char operator : "+-*/%.([|&^<>=".toCharArray()) {
            if (text.at(operator)) {
                throw text.fault(Kind.NOT_A_LITERAL, Character.toString(operator));
            }
        }
    }
}
