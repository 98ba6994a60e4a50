package io.nightload.source.csv;

import io.nightload.part.Located;
import io.nightload.part.Planning;
import io.nightload.source.file.ChangedFileException;
import io.nightload.source.file.InputFile;
import io.nightload.source.file.TextEncoding;
import io.nightload.spec.Position;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Learns from the headers of all files which columns they have, and says where they differ. */
final class Headers {

    private final Planning planning;
    private final Dialect dialect;
    private final TextEncoding encoding;
    private final List<Located<String>> names;
    private final List<PlannedFile> files = new ArrayList<>();
    private List<String> columns;
    private String first = "names";

    /** @param names what the columns are called whatever the header says, or empty */
    Headers(Planning planning, Dialect dialect, TextEncoding encoding, List<Located<String>> names) {
        this.planning = planning;
        this.dialect = dialect;
        this.encoding = encoding;
        this.names = names;
        this.columns = names.stream().map(Located::value).toList();
        if (!names.isEmpty()) {
            checkNames(columns, "names", names.get(0).position());
        }
    }

    /** The columns' names as the first file has them, or as the job replaces them; empty where neither does. */
    List<String> columns() {
        return columns;
    }

    /** What the columns are from, for messages. */
    String from() {
        return first;
    }

    List<PlannedFile> files() {
        return files;
    }

    /** Reads one more file's header. */
    void add(Located<InputFile> located) {
        InputFile file = located.value();
        try {
            Charset charset = encoding.of(file);
            List<String> header = CsvFile.header(new PlannedFile(file, charset, new int[0]), dialect);
            if (dialect.header() && header.isEmpty()) {
                planning.problem(
                        located.position(),
                        file.name() + " has no header: it holds only blank lines, comments or lines to skip");
            } else {
                files.add(new PlannedFile(file, charset, order(located, header)));
            }
        } catch (IOException | CsvException | ChangedFileException | IllegalArgumentException e) {
            planning.problem(located.position(), String.valueOf(e.getMessage()));
        }
    }

    private int[] order(Located<InputFile> file, List<String> header) {
        if (!names.isEmpty()) {
            requireAsManyAsNames(file, header);
        } else if (columns.isEmpty()) {
            first = "the header of " + file.value().name();
            checkNames(header, first, file.position());
            columns = header;
        } else if (!columns.equals(header)) {
            requireSame(file, header);
            return header.stream()
                    .mapToInt(columns::indexOf)
                    .map(i -> Math.max(0, i))
                    .toArray();
        }
        return IntStream.range(0, columns.size()).toArray();
    }

    private void requireAsManyAsNames(Located<InputFile> file, List<String> header) {
        if (dialect.header() && header.size() != columns.size()) {
            planning.problem(
                    names.get(0).position(),
                    "there are names for " + columns.size() + " columns, but the header of "
                            + file.value().name() + " has " + header.size() + ": " + String.join(", ", header));
        }
    }

    private void requireSame(Located<InputFile> file, List<String> header) {
        List<String> missing =
                columns.stream().filter(name -> !header.contains(name)).toList();
        List<String> added =
                header.stream().filter(name -> !columns.contains(name)).toList();
        if (!missing.isEmpty()) {
            planning.problem(
                    file.position(),
                    file.value().name() + " lacks what " + first + " has: " + String.join(", ", missing));
        }
        if (!added.isEmpty()) {
            planning.problem(
                    file.position(),
                    file.value().name() + " has what " + first + " lacks: " + String.join(", ", added));
        }
        if (new HashSet<>(header).size() < header.size()) {
            checkNames(header, "the header of " + file.value().name(), file.position());
        }
    }

    private void checkNames(List<String> header, String where, Position position) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i);
            if (name.isEmpty()) {
                planning.problem(position, "column " + (i + 1) + " has no name in " + where + RENAME);
            } else if (!seen.add(name)) {
                planning.problem(
                        position,
                        "columns " + (header.indexOf(name) + 1) + " and " + (i + 1) + " are both called " + name
                                + " in " + where + RENAME);
            }
        }
    }

    private static final String RENAME = ": give every column its own name with names: [...]";
}
