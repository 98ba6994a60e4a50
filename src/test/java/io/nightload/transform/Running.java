package io.nightload.transform;

import io.nightload.part.Counts;
import io.nightload.part.Rejects;
import io.nightload.part.Stage;
import io.nightload.part.StepRuntime;
import io.nightload.part.Transform;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import java.lang.reflect.Proxy;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;

/** Transforms at work in one step: what comes out, what is counted, what is rejected. */
final class Running {

    final Counts counts = new Counts();
    final List<String> rejected = new ArrayList<>();
    private final Function<String, DataSource> sources;

    Running() {
        this(name -> {
            throw new AssertionError("no database is to be asked");
        });
    }

    Running(Function<String, DataSource> sources) {
        this.sources = sources;
    }

    StepRuntime runtime() {
        DataSource none = (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    throw new AssertionError("the target is asked: " + method.getName());
                });
        Rejects rejects = (row, error) -> rejected.add(error.reason());
        return new StepRuntime(none, sources, counts, rejects, ZoneId.of("Europe/Berlin"), 1000);
    }

    /** The rows that come out of one chunk, {@code name=value} of each column. */
    List<String> run(List<Transform.Plan> plans, List<Row> rows) throws Exception {
        List<Stage> stages = new ArrayList<>();
        for (Transform.Plan plan : plans) {
            stages.add(plan.stage(runtime()));
        }
        return chunk(stages, rows);
    }

    /** The same of one more chunk. */
    List<String> chunk(List<Stage> stages, List<Row> rows) throws Exception {
        List<String> out = new ArrayList<>();
        Stage.Next next = row -> out.add(shown(row));
        List<Stage.Next> nexts = new ArrayList<>();
        for (int i = stages.size() - 1; i >= 0; i--) {
            Stage stage = stages.get(i);
            Stage.Next behind = next;
            nexts.add(0, behind);
            next = row -> {
                try {
                    stage.row(row, behind);
                } catch (RowError e) {
                    rejected.add(e.reason());
                }
            };
        }
        for (Row row : rows) {
            next.row(row);
        }
        for (int i = 0; i < stages.size(); i++) {
            stages.get(i).endOfChunk(nexts.get(i));
        }
        return out;
    }

    private static String shown(Row row) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < row.schema().size(); i++) {
            text.append(i == 0 ? "" : " ")
                    .append(row.schema().column(i).name())
                    .append('=')
                    .append(row.value(i));
        }
        return text.toString();
    }
}
