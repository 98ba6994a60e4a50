package io.nightload.step;

import io.nightload.part.Counts;
import io.nightload.part.Rejects;
import io.nightload.part.Stage;
import io.nightload.part.StepRuntime;
import io.nightload.part.Transform;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import java.util.ArrayList;
import java.util.List;

/**
 * A row's way through the transforms. It is pushed, because a stage may make several rows of one or look at a whole chunk
 * before it hands any on; Spring Batch's processor can do neither. Every row is counted, and one that a stage refuses is
 * rejected where it stands, without disturbing those that hand it on.
 */
final class RowChain {

    private final Counts counts;
    private final Rejects rejects;
    private final List<Link> links = new ArrayList<>();
    private final Stage.Next first;

    /** @param last takes the rows that come out */
    RowChain(List<Transform.Plan> transforms, StepRuntime runtime, Stage.Next last) {
        this.counts = runtime.counts();
        this.rejects = runtime.rejects();
        Stage.Next next = last;
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
     * Takes one row.
     *
     * @throws InterruptedException where its thread is interrupted: a trial whose time is up, never a run
     */
    void row(Row row) throws Exception {
        requireUninterrupted();
        counts.add(Counts.Kind.READ, 1);
        if (row.error() != null) {
            rejects.reject(row, row.error());
        } else {
            first.row(row);
        }
    }

    /** Behind the last row of a chunk. */
    void endOfChunk() throws Exception {
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
