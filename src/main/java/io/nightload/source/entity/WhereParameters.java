package io.nightload.source.entity;

import io.nightload.part.Planning;
import io.nightload.spec.NearestWord;
import io.nightload.spec.Node;
import io.nightload.spec.Parameters;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The job's parameters in a condition of HQL. */
public final class WhereParameters {

    private static final Pattern PARAMETER = Pattern.compile("(?<!:):([\\p{L}_][\\p{L}\\p{N}_]*)");
    private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*'");

    private WhereParameters() {}

    /** Puts those that the job does not have into the planning's problems. What stands in quotes is text. */
    public static void requireKnown(Node.Scalar written, Planning planning) {
        List<String> known = planning.parameters().values().stream()
                .map(Parameters.Value::name)
                .toList();
        Matcher parameter = PARAMETER.matcher(withoutTexts(written.value()));
        while (parameter.find()) {
            if (!known.contains(parameter.group(1))) {
                planning.problem(
                        written.at(parameter.start()),
                        "no parameter is called '" + parameter.group(1) + "'"
                                + NearestWord.hint(parameter.group(1), known));
            }
        }
    }

    /** The same text with blanks for what stands in quotes. */
    static String withoutTexts(String text) {
        return TEXT.matcher(text).replaceAll(found -> " ".repeat(found.group().length()));
    }
}
