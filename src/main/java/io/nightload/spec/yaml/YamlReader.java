package io.nightload.spec.yaml;

import io.nightload.spec.Node;
import io.nightload.spec.Position;
import io.nightload.spec.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads a YAML file of at most 1 MB in UTF-8 as a tree in which everything has its {@code file:line:column}. What is
 * wrong goes to the problems, whatever the file holds; nothing is thrown.
 */
public final class YamlReader {

    private static final int MOST_BYTES = 1_000_000;

    private final Problems problems;

    public YamlReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * The file's only document, which is a scalar of nothing where the file has comments alone. Empty where it cannot be
     * read; then a problem says why.
     *
     * @param name as positions call the file
     */
    public Optional<Node> read(Path file, String name) {
        return bytes(file, name).flatMap(bytes -> text(bytes, name)).flatMap(text -> read(text, name));
    }

    /**
     * The document in this text, as {@link #read(Path, String)} has it.
     *
     * @param name as positions call the text
     */
    public Optional<Node> read(String text, String name) {
        SourceText source = new SourceText(name, text);
        try {
            return Optional.of(new NodeBuilder(source, parse(source), problems).document());
        } catch (RefusedDocument e) {
            problems.add(e.position(), e.problem());
        } catch (MarkedYamlEngineException e) {
            Position position = e.getProblemMark().map(source::position).orElseGet(() -> source.position(0));
            problems.add(position, SyntaxMessage.of(e));
        } catch (ReaderException e) {
            problems.add(
                    source.position(source.indexOfCodePoint(e.getPosition())),
                    "the character U+%04X cannot stand in YAML: remove it".formatted(e.getCodePoint()));
        } catch (YamlEngineException e) {
            problems.add(source.position(0), "this is not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static Iterator<Event> parse(SourceText source) {
        LoadSettings settings = LoadSettings.builder()
                .setUseMarks(true)
                .setSchema(new CoreSchema())
                .build();
        return new Parse(settings).parseString(source.text()).iterator();
    }

    private Optional<byte[]> bytes(Path file, String name) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length <= MOST_BYTES) {
                return Optional.of(bytes);
            }
            problems.add(Position.of(name), "larger than 1 MB, which no file written by hand is");
        } catch (NoSuchFileException e) {
            problems.add(Position.of(name), "there is no such file");
        } catch (IOException e) {
            problems.add(Position.of(name), "cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private Optional<String> text(byte[] bytes, String name) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (!result.isError()) {
            return Optional.of(text);
        }
        SourceText before = new SourceText(name, text);
        problems.add(
                before.position(before.text().length()),
                "byte 0x%02X at offset %d is not UTF-8: save the file as UTF-8"
                        .formatted(bytes[in.position()] & 0xFF, in.position()));
        return Optional.empty();
    }
}
