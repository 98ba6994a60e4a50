package io.nightload.replay;

import io.nightload.spec.NearestWord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Rejects that a person has mended, as CSV. */
public final class MendedRows {

    /** Their texts are held whole. */
    private static final long MOST_CHARACTERS = 64L << 20;

    private static final String ID = "id";
    private static final String RAW = "raw";

    private static final String EXPECTED =
            "it is to be one that nightload rejects --csv writes, with commas between its columns";

    private final String name;

    private MendedRows(String name) {
        this.name = name;
    }

    /**
     * Reads the columns {@code id} and {@code raw} of a CSV file, up to 64 Mi characters.
     *
     * @return texts by the numbers of the rejects
     * @throws ReplayRefusedException if it cannot be read, or is no such file
     */
    public static NavigableMap<Long, String> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (NoSuchFileException e) {
            throw new ReplayRefusedException("reading " + file + ": there is no such file");
        } catch (IOException e) {
            throw new ReplayRefusedException("reading " + file + ": " + e.getMessage());
        }
    }

    /**
     * The same of a stream, which stays open.
     *
     * @param name of what is read, for people
     */
    public static NavigableMap<Long, String> read(InputStream csv, String name) {
        Reader text = new BufferedReader(new InputStreamReader(csv, StandardCharsets.UTF_8.newDecoder()));
        try {
            return new MendedRows(name).texts(new CsvRecords(text, MOST_CHARACTERS));
        } catch (CharacterCodingException e) {
            throw new ReplayRefusedException("reading " + name + ": it is not UTF-8; save it as that");
        } catch (IOException e) {
            throw new ReplayRefusedException("reading " + name + ": " + e.getMessage());
        }
    }

    private NavigableMap<Long, String> texts(CsvRecords records) throws IOException {
        List<String> header = next(records);
        if (header.isEmpty()) {
            throw refused(1, "it is empty: " + EXPECTED);
        }
        int id = column(header, ID);
        int raw = column(header, RAW);
        NavigableMap<Long, String> texts = new TreeMap<>();
        for (List<String> row = next(records); !row.isEmpty(); row = next(records)) {
            if (row.size() != header.size()) {
                throw refused(records.line(), "it has " + row.size() + " fields, the header " + header.size());
            }
            String number = row.get(id);
            if (!number.matches("[0-9]{1,18}")) {
                throw refused(records.line(), "the id is '" + number + "', and is to be the number of a reject");
            }
            if (texts.put(Long.parseLong(number), row.get(raw)) != null) {
                throw refused(records.line(), "the id " + number + " stands twice");
            }
        }
        return texts;
    }

    private List<String> next(CsvRecords records) throws IOException {
        try {
            return records.next();
        } catch (IllegalArgumentException e) {
            throw refused(records.line(), String.valueOf(e.getMessage()));
        }
    }

    private int column(List<String> header, String column) {
        int index = header.indexOf(column);
        if (index < 0) {
            throw refused(1, "the header has no column " + column + NearestWord.hint(column, header) + ": " + EXPECTED);
        }
        return index;
    }

    private ReplayRefusedException refused(long line, String what) {
        return new ReplayRefusedException(name + ":" + line + ": " + what);
    }
}
