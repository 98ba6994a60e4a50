package io.nightload.step;

import io.nightload.part.Counts;
import io.nightload.part.Rejects;
import io.nightload.part.Stage;
import io.nightload.part.StepRuntime;
import io.nightload.part.Transform;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A row's way through the transforms. It is pushed, because a stage may make several rows of one or look at a whole chunk
 * before it hands any on; Spring Batch's processor can do neither. Every row is counted, and one that a stage refuses is
 * rejected where it stands, without disturbing those that hand it on.
 */
final class RowChain {

    /** Rows that are pushed before one is taken: switching between the two costs more than a row. */
    private static final int AT_ONCE = 64;

    private final Counts counts;
    private final Rejects rejects;
    private final List<Link> links = new ArrayList<>();
    private final Stage.Next first;
    private final List<Row> made = new ArrayList<>();

    RowChain(List<Transform.Plan> transforms, StepRuntime runtime) {
        this.counts = runtime.counts();
        this.rejects = runtime.rejects();
        Stage.Next next = made::add;
        for (int i = transforms.size() - 1; i >= 0; i--) {
            Link link = new Link(transforms.get(i).stage(runtime), next);
            links.add(0, link);
            next = link;
        }
        this.first = next;
    }

    private final class Link implements Stage.Next {
        private final Stage stage;
        private final Stage.Next next;

        Link(Stage stage, Stage.Next next) {
            this.stage = stage;
            this.next = next;
        }

        @Override
        public void row(Row row) throws Exception {
            try {
                stage.row(row, next);
            } catch (RowError e) {
                rejects.reject(row, e);
            }
        }

        void endOfChunk() throws Exception {
            stage.endOfChunk(next);
        }
    }

    /** Whether rows come out as they went in. */
    boolean isEmpty() {
        return links.isEmpty();
    }

    /**
     * What becomes of the rows of one chunk, made as it is asked for.
     *
     * @throws BrokenException while it is asked for
     */
    Iterator<Row> through(List<Row> rows) {
        made.clear();
        return new Made(rows.iterator());
    }

    /** A stage failed, or its thread is interrupted: a trial whose time is up, never a run. */
    static final class BrokenException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final Exception failure;

        BrokenException(Exception failure) {
            super(failure);
            this.failure = failure;
        }

        Exception failure() {
            return failure;
        }
    }

    private final class Made implements Iterator<Row> {
        private final Iterator<Row> rows;
        private int at;
        private boolean ended;

        Made(Iterator<Row> rows) {
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            while (at == made.size() && !ended) {
                made.clear();
                at = 0;
                make();
            }
            return at < made.size();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return made.get(at++);
        }

        private void make() {
            try {
                for (int i = 0; i < AT_ONCE && rows.hasNext(); i++) {
                    push(rows.next());
                }
                if (!rows.hasNext()) {
                    ended = true;
                    endOfChunk();
                }
            } catch (Exception e) {
                throw new BrokenException(e);
            }
        }
    }

    private void push(Row row) throws Exception {
        requireUninterrupted();
        counts.add(Counts.Kind.READ, 1);
        if (row.error() != null) {
            rejects.reject(row, row.error());
        } else {
            first.row(row);
        }
    }

    private void endOfChunk() throws Exception {
        for (Link link : links) {
            link.endOfChunk();
        }
    }

    static void requireUninterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("between two rows of a chunk");
        }
    }
}
