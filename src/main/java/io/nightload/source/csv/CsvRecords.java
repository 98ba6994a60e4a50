package io.nightload.source.csv;

import io.nightload.source.file.FileDivision;
import io.nightload.source.file.FilePosition;
import io.nightload.source.file.LineSyntax;
import io.nightload.source.file.TextPlace;
import java.io.IOException;
import java.util.List;

/** Where CSV files may be cut. */
record CsvRecords(List<PlannedFile> files, Dialect dialect) implements FileDivision.Records {

    @Override
    public boolean mayCut(int file) {
        return files.get(file).mayCut();
    }

    @Override
    public LineSyntax syntax() {
        return new LineSyntax(
                character(dialect.delimiter()),
                character(dialect.quote()),
                character(dialect.escape()),
                character(dialect.comment()),
                true);
    }

    private static int character(char given) {
        return given == Dialect.NONE ? LineSyntax.NONE : given;
    }

    @Override
    public TextPlace first(int file) throws IOException {
        FilePosition first = CsvFile.first(files.get(file), dialect);
        return new TextPlace(first.offset(), first.line());
    }
}
