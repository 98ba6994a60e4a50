package io.nightload.cli.query;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads PostgreSQL's text of an array, <code>{1,NULL,"a b",{…}}</code>, with bounds before it or without. */
final class ArrayParser {

    private final String text;
    private int at;

    private ArrayParser(String text) {
        this.text = text;
        this.at = text.startsWith("[") ? text.indexOf('=') + 1 : 0;
    }

    /** Texts, nulls, and lists of these for each further dimension. */
    static List<@Nullable Object> parse(String text) {
        return new ArrayParser(text).list();
    }

    private List<@Nullable Object> list() {
        List<@Nullable Object> elements = new ArrayList<>();
        at++;
        while (text.charAt(at) != '}') {
            elements.add(element());
            if (text.charAt(at) == ',') {
                at++;
            }
        }
        at++;
        return elements;
    }

    private @Nullable Object element() {
        return switch (text.charAt(at)) {
            case '{' -> list();
            case '"' -> quoted();
            default -> bare();
        };
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        for (at++; text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\') {
                at++;
            }
            value.append(text.charAt(at));
        }
        at++;
        return value.toString();
    }

    private @Nullable String bare() {
        int begin = at;
        while (text.charAt(at) != ',' && text.charAt(at) != '}') {
            at++;
        }
        String value = text.substring(begin, at);
        return value.equals("NULL") ? null : value;
    }
}
