package io.nightload.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.spec.Node;
import io.nightload.spec.Position;
import io.nightload.spec.Problem;
import io.nightload.spec.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {

    @TempDir
    private Path folder;

    private final Problems problems = new Problems();

    @Test
    void everythingHasItsPlace() {
        Node.Mapping root = (Node.Mapping) read("a:\n  - x\n  - { b: y }\n");
        Node.Sequence list = (Node.Sequence) root.entries().get(0).value();

        assertThat(root.position()).hasToString("f.yaml:1:1");
        assertThat(list.position()).hasToString("f.yaml:2:3");
        assertThat(list.items())
                .extracting(Node::position)
                .extracting(Object::toString)
                .containsExactly("f.yaml:2:5", "f.yaml:3:5");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20, STR", "no, STR", "abc, STR", "'\"1\"', STR", "'!!str 1', STR", "12, INT", "-0x1F, STR",
                "0x1F, INT",
        "1.5, FLOAT", "1e3, FLOAT", ".inf, FLOAT", "1_000, STR", "true, BOOL", "null, NULL", "~, NULL", "'', NULL"
    })
    void plainValuesHaveTheTypesOfTheCoreSchema(String text, Node.Tag tag) {
        Node.Mapping root = (Node.Mapping) read("k: " + text + "\n");

        assertThat(root.entries().get(0).value())
                .isInstanceOfSatisfying(
                        Node.Scalar.class, scalar -> assertThat(scalar.tag()).isEqualTo(tag));
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void anEmptyTextIsNothing() {
        assertThat(read("# only a comment\n").kind()).isEqualTo("nothing");
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void everyDuplicateKeyIsReported() {
        read("a: 1\nb: 2\na: 3\nc: { x: 1, x: 2 }\n");

        assertProblems(
                "f.yaml:3:1: key 'a' is here twice, first in line 1: keep one",
                "f.yaml:4:12: key 'x' is here twice, first in line 4: keep one");
    }

    @Test
    void aKeyMustBeText() {
        read("? [a, b]\n: 1\n");

        assertProblems("f.yaml:1:3: a key must be text, and this is a list");
    }

    @Test
    void aTabThatIndentsIsToBeReplaced() {
        read("a:\n\t- b\n");
        assertProblems(
                "f.yaml:2:1: this is not YAML: a tab cannot indent a line or stand before a key: replace it by blanks");
    }

    @Test
    void aliasesShareWhatTheirAnchorNames() {
        Node.Mapping root = (Node.Mapping) read("a: &x { b: 1 }\nc: *x\n");

        assertThat(root.entries().get(1).value()).isSameAs(root.entries().get(0).value());
    }

    @Test
    void manyAliasesAreRefused() {
        read("a: &x 1\nb: [" + "*x, ".repeat(51) + "]\n");

        assertThat(problems.list())
                .extracting(Problem::toString)
                .containsExactly(
                        "f.yaml:2:205: more than 50 aliases, or they repeat more than 10000 nodes: write it out");
    }

    @Test
    void aBombOfAliasesIsRefused() {
        StringBuilder bomb = new StringBuilder("l0: &l0 [x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 9; level++) {
            bomb.append("l%d: &l%d [".formatted(level, level))
                    .append(("*l" + (level - 1) + ", ").repeat(9))
                    .append("]\n");
        }
        read(bomb.toString());

        assertThat(problems.list()).singleElement().satisfies(p -> {
            assertThat(p.position().line()).isEqualTo(5);
            assertThat(p.message()).contains("repeat more than 10000 nodes");
        });
    }

    @Test
    void anAliasInsideItsOwnAnchorIsRefused() {
        read("a: &x [*x]\n");

        assertProblems("f.yaml:1:8: *x stands inside of what &x names, which would have no end: write it out");
    }

    @Test
    void deepNestingIsRefused() {
        read("[".repeat(200_000));

        assertProblems("f.yaml:1:51: nested deeper than 50 levels");
    }

    @Test
    void tagsOfOnesOwnAreRefusedWithoutRepeatingThem() {
        read("a: !secret x\nb: !!set { y }\nc: !java.net.URL [z]\n");

        assertThat(problems.list())
                .extracting(Problem::toString)
                .containsExactly(
                        "f.yaml:1:12: a YAML tag means nothing here: put a text that begins with '!' in quotes",
                        "f.yaml:2:4: a YAML tag means nothing here: put a text that begins with '!' in quotes",
                        "f.yaml:3:4: a YAML tag means nothing here: put a text that begins with '!' in quotes");
    }

    @Test
    void aSecondDocumentIsRefused() {
        read("a: 1\n---\nb: 2\n");

        assertProblems("f.yaml:2:1: a second document begins here: keep one in a file");
    }

    @Test
    void aColonInAPlainTextSaysWhatToDo() {
        read("keep: a: b\n");

        assertProblems("f.yaml:1:8: this is not YAML: mapping values are not allowed here:"
                + " put a text that holds ': ' in quotes");
    }

    @Test
    void aQuoteThatIsNeverClosedIsASyntaxError() {
        read("a: 1\nb: 'never closed\n");

        assertThat(problems.list()).singleElement().satisfies(p -> {
            assertThat(p.position().line()).isEqualTo(3);
            assertThat(p.message()).contains("a quote or a bracket is not closed");
        });
    }

    @Test
    void syntaxErrorsRepeatNoneOfTheLine() {
        for (String secret : List.of("!s3c!ret", "*s3cret", "%s3cret", "'s3cret", "\"s3\\cret", "[s3cret", "`s3cret")) {
            read("password: " + secret + "\n");
        }

        assertThat(problems.list()).hasSize(7).noneMatch(p -> p.message().contains("s3"));
    }

    @Test
    void aControlCharacterIsNamed() {
        read("a: 1\nb: x\u0001y\n");

        assertProblems("f.yaml:2:5: the character U+0001 cannot stand in YAML: remove it");
    }

    @Test
    void bytesThatAreNotUtf8HaveTheirPlace() throws IOException {
        Path file = Files.write(folder.resolve("f.yaml"), "a: ä\nb: ü\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(new YamlReader(problems).read(file, "f.yaml")).isEmpty();
        assertProblems("f.yaml:1:4: byte 0xE4 at offset 3 is not UTF-8: save the file as UTF-8");
    }

    @Test
    void aFileThatEndsInsideACharacterIsNotUtf8() throws IOException {
        Path file = Files.write(folder.resolve("f.yaml"), new byte[] {'a', ':', ' ', (byte) 0xC3});

        new YamlReader(problems).read(file, "f.yaml");
        assertProblems("f.yaml:1:4: byte 0xC3 at offset 3 is not UTF-8: save the file as UTF-8");
    }

    @Test
    void aMissingFileIsAProblem() {
        assertThat(new YamlReader(problems).read(folder.resolve("none.yaml"), "none.yaml"))
                .isEmpty();
        assertProblems("none.yaml: there is no such file");
    }

    @Test
    void aFolderIsAProblem() {
        new YamlReader(problems).read(folder, "folder");

        assertThat(problems.list())
                .singleElement()
                .satisfies(p -> assertThat(p.toString()).startsWith("folder: cannot be read: "));
    }

    @Test
    void aLargeFileIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("f.yaml"), "a: " + "x".repeat(1_000_000));

        new YamlReader(problems).read(file, "f.yaml");
        assertProblems("f.yaml: larger than 1 MB, which no file written by hand is");
    }

    private Node read(String text) {
        return new YamlReader(problems).read(text, "f.yaml").orElse(new Node.Sequence(Position.of("none"), List.of()));
    }

    private void assertProblems(String... expected) {
        assertThat(problems.list()).extracting(Problem::toString).containsExactly(expected);
    }
}
