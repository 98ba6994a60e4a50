package io.nightload.source.json;

import io.nightload.source.file.FileDivision;
import io.nightload.source.file.LineSyntax;
import io.nightload.source.file.TextPlace;
import java.util.List;

/** Where JSON files may be cut: behind a line, which no string goes over. */
record JsonLines(List<JsonFile> files) implements FileDivision.Records {

    @Override
    public boolean mayCut(int file) {
        return files.get(file).mayCut();
    }

    @Override
    public LineSyntax syntax() {
        return LineSyntax.LINES;
    }

    @Override
    public TextPlace first(int file) {
        return TextPlace.START;
    }
}
