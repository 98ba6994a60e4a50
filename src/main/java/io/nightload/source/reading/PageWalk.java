package io.nightload.source.reading;

import io.nightload.row.Row;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Gives the rows of one page after the other, and knows which one it gave last. */
public final class PageWalk<P extends Page> {

    private final Reading reading;
    private @Nullable Pages<P> pages;
    private @Nullable P page;
    private int given;

    /** Has nothing to give before it is begun. */
    public PageWalk(Reading reading) {
        this.reading = reading;
    }

    /** @param opened closed at the end */
    public void begin(Pages<P> opened) {
        pages = opened;
    }

    /**
     * The next row, or null at the end.
     *
     * @throws ReadException if the database refuses, or is lost
     */
    public @Nullable Row next() {
        P now = page;
        if (now == null || given == now.count()) {
            now = nextPage();
            if (now == null) {
                return null;
            }
            page = now;
            given = 0;
        }
        return now.row(given++);
    }

    private @Nullable P nextPage() {
        Pages<P> open = pages;
        if (open == null) {
            throw new IllegalStateException("the reader is not open");
        }
        try {
            return open.next();
        } catch (SQLException e) {
            throw new ReadException(reading, e);
        }
    }

    /** The page of the row that was given last, or null before the first one. */
    public @Nullable P page() {
        return page;
    }

    /** Which row of its page was given last. */
    public int index() {
        return given - 1;
    }

    /** Closes what was begun, if anything was. */
    public void end() {
        Pages<P> closing = pages;
        pages = null;
        page = null;
        given = 0;
        if (closing != null) {
            try {
                closing.close();
            } catch (SQLException e) {
                throw new ReadException(reading, e);
            }
        }
    }
}
