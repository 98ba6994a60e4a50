package io.nightload.cli;

import java.util.Locale;

/** How rows are printed. */
enum TableFormat {
    TEXT,
    CSV,
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
