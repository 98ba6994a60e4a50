package io.nightload.cli.text;

/** What a text means, as a terminal with colours shows it. */
public enum Style {
    PLAIN(""),
    HEADING("1"),
    /** Less important than what stands around it. */
    QUIET("2"),
    GOOD("32"),
    WARNING("33"),
    BAD("31");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    String paint(String text) {
        return code.isEmpty() || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
