package io.nightload.cli;

import java.util.Locale;

/** How a report is printed. */
enum ReportFormat {
    TEXT,
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
