package io.nightload.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.spec.Node;
import io.nightload.spec.Position;
import io.nightload.spec.Problems;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** In each test the text has letters that stand once, so that a letter's place is known by looking. */
class ScalarOffsetsTest {

    private final Problems problems = new Problems();

    @Test
    void aPlainTextIsWhereItStands() {
        Node.Scalar scalar = value("k: a + bc\n");

        assertPlace(scalar, "a", 1, 4);
        assertPlace(scalar, "c", 1, 9);
        assertThat(scalar.at(scalar.value().length())).isEqualTo(at(1, 10));
    }

    @Test
    void aKeyIsWhereItStands() {
        assertThat(document("{ a: 1, 'it''s': 2 }").entries().get(1).key().at(3))
                .isEqualTo(at(1, 14));
    }

    @Test
    void aPlainTextMayGoOnInTheNextLine() {
        Node.Scalar scalar = value("k: ab\n   cd  \n\n\n    ef\n");

        assertThat(scalar.value()).isEqualTo("ab cd\n\nef");
        assertPlace(scalar, " ", 1, 6);
        assertPlace(scalar, "c", 2, 4);
        assertPlace(scalar, "\n", 3, 1);
        assertPlace(scalar, "e", 5, 5);
    }

    @Test
    void aDoubledQuoteIsOneCharacter() {
        Node.Scalar scalar = value("k: 'it''s x'\n");

        assertThat(scalar.value()).isEqualTo("it's x");
        assertThat(scalar.position()).isEqualTo(at(1, 4));
        assertPlace(scalar, "i", 1, 5);
        assertPlace(scalar, "'", 1, 7);
        assertPlace(scalar, "s", 1, 9);
        assertPlace(scalar, "x", 1, 11);
    }

    @Test
    void aSingleQuotedTextMayGoOnInTheNextLine() {
        Node.Scalar scalar = value("k: 'a\n\n  b'\n");

        assertThat(scalar.value()).isEqualTo("a\nb");
        assertPlace(scalar, "b", 3, 3);
    }

    @Test
    void anEscapeIsOneCharacterWhereItBegins() {
        Node.Scalar scalar = value("k: \"a\\tb\\x41c\\u0042d\\U0001F600e\"\n");

        assertThat(scalar.value()).isEqualTo("a\tbAcBd\uD83D\uDE00e");
        assertPlace(scalar, "\t", 1, 6);
        assertPlace(scalar, "b", 1, 8);
        assertPlace(scalar, "A", 1, 9);
        assertPlace(scalar, "c", 1, 13);
        assertPlace(scalar, "B", 1, 14);
        assertPlace(scalar, "d", 1, 20);
        assertPlace(scalar, "\uD83D\uDE00", 1, 21);
        assertPlace(scalar, "e", 1, 31);
    }

    @Test
    void anEscapedLineBreakIsNoCharacter() {
        Node.Scalar scalar = value("k: \"a \\\n    b\\\n\n  c\"\n");

        assertThat(scalar.value()).isEqualTo("a b\nc");
        assertPlace(scalar, "b", 2, 5);
        assertPlace(scalar, "c", 4, 3);
    }

    @Test
    void aLiteralBlockKeepsItsLines() {
        Node.Scalar scalar = value("k: |\n  ab\n    cd\n\n  ef\n");

        assertThat(scalar.value()).isEqualTo("ab\n  cd\n\nef\n");
        assertThat(scalar.position()).isEqualTo(at(1, 4));
        assertPlace(scalar, "a", 2, 3);
        assertPlace(scalar, "c", 3, 5);
        assertPlace(scalar, "e", 5, 3);
        assertThat(scalar.at(scalar.value().length())).isEqualTo(at(6, 1));
    }

    @Test
    void aLiteralBlockMayBeginWithBlanks() {
        Node.Scalar scalar = value("k: |2-\n\n    ab\n  cd\n");

        assertThat(scalar.value()).isEqualTo("\n  ab\ncd");
        assertPlace(scalar, "a", 3, 5);
        assertPlace(scalar, "c", 4, 3);
    }

    @Test
    void aFoldedBlockJoinsItsLines() {
        Node.Scalar scalar = value("k: >- # a comment\n  ab\n  cd\n\n  ef\n    gh\n  ij\n");

        assertThat(scalar.value()).isEqualTo("ab cd\nef\n  gh\nij");
        assertPlace(scalar, " ", 2, 5);
        assertPlace(scalar, "c", 3, 3);
        assertPlace(scalar, "e", 5, 3);
        assertPlace(scalar, "g", 6, 5);
        assertPlace(scalar, "i", 7, 3);
    }

    @Test
    void columnsCountCharactersNotUnits() {
        Node.Scalar scalar = value("\"\uD83D\uDE00\": \u00E4\uD83D\uDE00x\n");

        assertPlace(scalar, "x", 1, 8);
    }

    @Test
    void windowsLineBreaksAndAByteOrderMarkMoveNothing() {
        Node.Scalar scalar = value("\uFEFFk: |\r\n  ab\r\n  cd\r\n");

        assertThat(scalar.value()).isEqualTo("ab\ncd\n");
        assertPlace(scalar, "c", 3, 3);
    }

    @Test
    void anAnchorAndATagStandBeforeTheText() {
        Node.Scalar scalar = value("k: &name !!str 'ab'\n");

        assertThat(scalar.position()).isEqualTo(at(1, 16));
        assertPlace(scalar, "b", 1, 18);
    }

    @Test
    void anIndexBehindTheTextIsItsEnd() {
        assertThat(value("k: ab\n").at(99)).isEqualTo(at(1, 6));
        assertThat(value("k: ''\n").at(0)).isEqualTo(at(1, 5));
    }

    /** Whatever the text: a character that is no blank and no escape is found where the same character stands. */
    @Test
    void randomTextsAreFoundAgain() {
        Random random = new Random(20261120);
        String[] pieces = {
            "a", "b'", " ", "  ", "\n  ", "\n\n  ", "\n    ", "''", "\"", "é", "\uD83D\uDE00", "\t", "c#", "\\\n  "
        };
        String[] openings = {"", "'", "\"", "|\n  ", ">\n  ", "|-\n  ", ">+\n  "};
        int read = 0;
        for (int round = 0; round < 20_000; round++) {
            String opening = openings[round % openings.length];
            StringBuilder text = new StringBuilder("k: ").append(opening).append('x');
            for (int i = random.nextInt(8); i > 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            text.append("'".equals(opening) || "\"".equals(opening) ? opening : "")
                    .append("\n");
            Problems ignored = new Problems();
            if (new YamlReader(ignored).read(text.toString(), "f").orElse(null) instanceof Node.Mapping mapping
                    && mapping.entries().get(0).value() instanceof Node.Scalar scalar) {
                read++;
                assertFoundAgain(text.toString(), scalar);
            }
        }
        assertThat(read).isGreaterThan(10_000);
    }

    private static void assertFoundAgain(String text, Node.Scalar scalar) {
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < scalar.value().length(); i++) {
            int expected = scalar.value().codePointAt(i);
            if (Character.isWhitespace(expected)
                    || Character.isLowSurrogate(scalar.value().charAt(i))) {
                continue;
            }
            Position place = scalar.at(i);
            int[] found = lines[place.line() - 1].codePoints().toArray();
            assertThat(found[place.column() - 1])
                    .as("%s at %d of %s", scalar, i, text)
                    .isEqualTo(expected);
        }
    }

    private void assertPlace(Node.Scalar scalar, String letter, int line, int column) {
        assertThat(scalar.at(scalar.value().indexOf(letter))).isEqualTo(at(line, column));
    }

    private Node.Scalar value(String text) {
        return (Node.Scalar) document(text).entries().get(0).value();
    }

    private Node.Mapping document(String text) {
        Node root = new YamlReader(problems).read(text, "f").orElseThrow();
        assertThat(problems.list()).isEmpty();
        return (Node.Mapping) root;
    }

    private static Position at(int line, int column) {
        return new Position("f", line, column);
    }
}
