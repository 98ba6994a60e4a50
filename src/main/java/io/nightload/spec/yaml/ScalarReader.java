package io.nightload.spec.yaml;

import io.nightload.spec.Node;
import io.nightload.spec.Position;
import io.nightload.spec.Problems;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Makes a scalar's node: its type by YAML's core schema, and the place of each of its characters. */
final class ScalarReader {

    private static final Map<String, Node.Tag> TAGS = Map.of(
            Tag.STR.getValue(), Node.Tag.STR,
            Tag.INT.getValue(), Node.Tag.INT,
            Tag.FLOAT.getValue(), Node.Tag.FLOAT,
            Tag.BOOL.getValue(), Node.Tag.BOOL,
            Tag.NULL.getValue(), Node.Tag.NULL);

    private static final String NO_TYPE = "!";

    private final SourceText source;
    private final Problems problems;
    private final ScalarResolver resolver = new CoreSchema().getScalarResolver();

    ScalarReader(SourceText source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    Node.Scalar read(ScalarEvent event) {
        int start = afterProperties(event.getStartMark().map(source::index).orElse(0));
        Position position = source.position(start);
        refuseForeignTag(event.getTag(), position);
        String value = event.getValue();
        int[] places = event.isLiteral() || event.isFolded()
                ? BlockAlignment.align(source, start, value)
                : FlowAlignment.align(source.text(), start, value);
        return new Node.Scalar(
                position,
                value,
                tag(event),
                index -> source.position(places[Math.max(0, Math.min(index, value.length()))]));
    }

    /** Tags of one's own would be ignored, and are refused instead; unnamed, for one may be an unquoted password. */
    void refuseForeignTag(Optional<String> tag, Position position) {
        tag.filter(name -> !TAGS.containsKey(name) && !name.equals(NO_TYPE))
                .filter(name -> !name.equals(Tag.SEQ.getValue()) && !name.equals(Tag.MAP.getValue()))
                .ifPresent(name -> problems.add(
                        position, "a YAML tag means nothing here: put a text that begins with '!' in quotes"));
    }

    private Node.Tag tag(ScalarEvent event) {
        if (event.getTag().isPresent()) {
            return TAGS.getOrDefault(event.getTag().get(), Node.Tag.STR);
        }
        Tag resolved = resolver.resolve(event.getValue(), event.getImplicit().canOmitTagInPlainScalar());
        return TAGS.getOrDefault(resolved.getValue(), Node.Tag.STR);
    }

    /** The parser's mark stands before an anchor and a tag; no scalar's own text begins with their characters. */
    private int afterProperties(int start) {
        String text = source.text();
        int at = start;
        while (at < text.length() && (text.charAt(at) == '&' || text.charAt(at) == '!')) {
            while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }
        return at;
    }
}
