package io.nightload.source.file;

import io.nightload.part.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Divides files into partitions of about equal size: between two files, or inside of one between two records.
 *
 * <p>Where a record ends cannot be told from the bytes around it, as a line end may stand in quotes, and the number of a
 * line is known only to who has counted those before it. So everything before the last cut is read once, in pieces at the same
 * time, for nothing but quotes and line ends.
 */
public final class FileDivision {

    /** Read at a time by one thread: some milliseconds of work. */
    private static final int PIECE = 8 << 20;

    private final List<InputFile> files;
    private final Records records;

    /** What is in the files. */
    public interface Records {

        /** Whether a file may be cut: its bytes are its text, and no record of it needs another one. */
        boolean mayCut(int file);

        LineSyntax syntax();

        /** Where a file's first record begins, or a line before it that is passed over. */
        TextPlace first(int file) throws IOException;
    }

    public FileDivision(List<InputFile> files, Records records) {
        this.files = files;
        this.records = records;
    }

    private record Cut(int file, TextPlace place) {}

    /**
     * At most so many partitions, but at least one.
     *
     * @throws IOException if a file cannot be read, or has changed since it was found
     */
    public List<Source.Partition> divide(int wanted) throws IOException {
        List<Cut> begins = new ArrayList<>(List.of(new Cut(0, TextPlace.START)));
        List<SortedSet<Long>> offsets = offsets(wanted);
        for (int file = 0; file < files.size(); file++) {
            SortedSet<Long> inside = offsets.get(file);
            if (inside.remove(0L) && file > 0) {
                begins.add(new Cut(file, TextPlace.START));
            }
            if (!inside.isEmpty()) {
                for (TextPlace place : cuts(file, inside)) {
                    begins.add(new Cut(file, place));
                }
            }
        }
        return partitions(begins);
    }

    /** For each file where it would be cut; a file that may not be cut is left whole, on the side where more of it lies. */
    private List<SortedSet<Long>> offsets(int wanted) {
        List<SortedSet<Long>> offsets = new ArrayList<>();
        files.forEach(file -> offsets.add(new TreeSet<>()));
        long total = files.stream().mapToLong(InputFile::size).sum();
        for (int i = 1; i < wanted; i++) {
            long rest = (long) ((double) total * i / wanted);
            int file = 0;
            while (rest >= files.get(file).size() && file < files.size() - 1) {
                rest -= files.get(file++).size();
            }
            if (records.mayCut(file)) {
                offsets.get(file).add(rest);
            } else {
                int begin = rest * 2 < files.get(file).size() ? file : file + 1;
                if (begin < files.size()) {
                    offsets.get(begin).add(0L);
                }
            }
        }
        return offsets;
    }

    private List<TextPlace> cuts(int index, SortedSet<Long> offsets) throws IOException {
        InputFile file = files.get(index);
        file.requireUnchanged();
        TextPlace first = records.first(index);
        try (FileChannel channel = FileChannel.open(file.path())) {
            SortedSet<Long> wanted = behindLineEnds(channel, offsets, first.offset());
            if (wanted.isEmpty()) {
                return List.of();
            }
            SortedSet<Long> ends = new TreeSet<>();
            for (long at = first.offset() + PIECE; at < wanted.last(); at += PIECE) {
                ends.add(at);
            }
            ends = behindLineEnds(channel, ends, first.offset());
            ends.removeIf(end -> end > wanted.last());
            ends.addAll(wanted);
            return places(channel, first, List.copyOf(ends), wanted);
        }
    }

    private SortedSet<Long> behindLineEnds(FileChannel channel, SortedSet<Long> offsets, long first)
            throws IOException {
        BoundaryScan scan = new BoundaryScan(records.syntax().unquoted());
        SortedSet<Long> behind = new TreeSet<>();
        for (long offset : offsets) {
            if (offset > first) {
                long end = scan.recordBehind(channel, offset - 1, 1, false).offset();
                if (end < channel.size()) {
                    behind.add(end);
                }
            }
        }
        return behind;
    }

    private List<TextPlace> places(FileChannel channel, TextPlace first, List<Long> ends, SortedSet<Long> wanted)
            throws IOException {
        List<BoundaryScan.Piece> pieces = pieces(channel, first.offset(), ends);
        List<TextPlace> places = new ArrayList<>();
        boolean quoted = false;
        long line = first.line();
        for (int i = 0; i < pieces.size(); i++) {
            BoundaryScan.Piece piece = pieces.get(i);
            quoted = quoted ? piece.quotedFromQuoted() : piece.quotedFromOutside();
            line += piece.lines();
            long end = ends.get(i);
            if (wanted.contains(end)) {
                places.add(
                        quoted
                                ? new BoundaryScan(records.syntax()).recordBehind(channel, end, line, true)
                                : new TextPlace(end, line));
            }
        }
        places.removeIf(place -> place.offset() >= size(channel));
        return places;
    }

    private List<BoundaryScan.Piece> pieces(FileChannel channel, long first, List<Long> ends) throws IOException {
        try {
            return IntStream.range(0, ends.size())
                    .parallel()
                    .mapToObj(i -> piece(channel, i == 0 ? first : ends.get(i - 1), ends.get(i)))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private BoundaryScan.Piece piece(FileChannel channel, long from, long to) {
        try {
            return new BoundaryScan(records.syntax()).piece(channel, from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(FileChannel channel) {
        try {
            return channel.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Source.Partition> partitions(List<Cut> begins) {
        List<Cut> distinct = begins.stream().distinct().toList();
        List<Source.Partition> partitions = new ArrayList<>();
        for (int i = 0; i < distinct.size(); i++) {
            Cut from = distinct.get(i);
            Cut to = i + 1 < distinct.size() ? distinct.get(i + 1) : new Cut(files.size(), TextPlace.START);
            FileRange range = new FileRange(
                    from.file(),
                    from.place().offset(),
                    from.place().line(),
                    to.file(),
                    to.place().offset());
            partitions.add(new Source.Partition(name(range), bytes(range), range.bounds()));
        }
        return partitions;
    }

    private long bytes(FileRange range) {
        long bytes = range.end() - range.offset();
        for (int file = range.file(); file < range.endFile(); file++) {
            bytes += files.get(file).size();
        }
        return bytes;
    }

    /** For people: {@code a.csv from byte 4096 to c.csv, byte 100}. */
    private String name(FileRange range) {
        int last = range.end() > 0 ? range.endFile() : range.endFile() - 1;
        String first = files.get(range.file()).name();
        String from = range.offset() > 0 ? first + " from byte " + range.offset() : first;
        if (last == range.file()) {
            return range.end() > 0 ? from + " to byte " + range.end() : from;
        }
        return from + " to " + files.get(last).name() + (range.end() > 0 ? " up to byte " + range.end() : "");
    }
}
