package io.nightload.replay;

import io.nightload.spec.NearestWord;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file of rejects that a person has mended. */
public final class MendedRows {

    /** It is held whole. */
    private static final long MOST_BYTES = 64L << 20;

    private static final String ID = "id";
    private static final String RAW = "raw";

    private final Path file;

    private MendedRows(Path file) {
        this.file = file;
    }

    /**
     * Reads the columns {@code id} and {@code raw} of a CSV file, up to 64 MB.
     *
     * @return texts by the numbers of the rejects, in the order of the file
     * @throws ReplayRefusedException if it cannot be read, or is no such file
     */
    public static Map<Long, String> read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new ReplayRefusedException(
                        "reading " + file + ": it has " + Files.size(file)
                                + " bytes, and 64 MB are read at most: leave out the rows that are as they were, and replay those without --from");
            }
            return new MendedRows(file).texts(new CsvRecords(Files.readString(file)));
        } catch (NoSuchFileException e) {
            throw new ReplayRefusedException("reading " + file + ": there is no such file");
        } catch (CharacterCodingException e) {
            throw new ReplayRefusedException("reading " + file + ": it is not UTF-8; save it as that");
        } catch (IOException e) {
            throw new ReplayRefusedException("reading " + file + ": " + e.getMessage());
        }
    }

    private Map<Long, String> texts(CsvRecords records) {
        List<String> header = next(records);
        int id = column(header, ID);
        int raw = column(header, RAW);
        Map<Long, String> texts = new LinkedHashMap<>();
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

    private List<String> next(CsvRecords records) {
        try {
            return records.next();
        } catch (IllegalArgumentException e) {
            throw refused(records.line(), String.valueOf(e.getMessage()));
        }
    }

    private int column(List<String> header, String name) {
        int index = header.indexOf(name);
        if (index < 0) {
            throw refused(
                    1,
                    "the header has no column " + name + NearestWord.hint(name, header)
                            + ": the file is one that nightload rejects --csv writes, with commas between its columns");
        }
        return index;
    }

    private ReplayRefusedException refused(long line, String what) {
        return new ReplayRefusedException(file + ":" + line + ": " + what);
    }
}
