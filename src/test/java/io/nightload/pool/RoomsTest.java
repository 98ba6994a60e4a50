package io.nightload.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.connection.DatabaseSource;
import io.nightload.spec.Position;
import io.nightload.spec.Problem;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoomsTest {

    private static final Position PLACE = new Position("jobs/j.yaml", 7, 5);

    private final AtomicInteger refusals = new AtomicInteger();

    private final DatabaseSource full = () -> {
        refusals.incrementAndGet();
        throw new SQLException("sorry, too many clients already", "53300");
    };

    @Test
    void aFullServerIsAskedForTwoSecondsHoweverManyStepsWantItsConnections() throws SQLException {
        Rooms rooms = new Rooms(name -> Optional.of(full));
        List<Problem> lacking = new ArrayList<>();
        List<Problem> impossible = new ArrayList<>();
        for (int step = 1; step <= 10; step++) {
            lacking.addAll(rooms.lacking(needs("step" + step)));
            impossible.addAll(rooms.impossible(needs("step" + step)));
        }

        assertThat(lacking)
                .hasSize(10)
                .first()
                .hasToString(PLACE + ": step step1 needs 2 connections to target"
                        + " (1 partition × 1 + 1), and not one is left: sorry, too many clients already");
        assertThat(impossible).as("what a full server might have").isEmpty();
        assertThat(refusals)
                .as("once, twenty times more, and for the control database")
                .hasValue(22);
    }

    private static List<PoolNeed> needs(String step) {
        return PoolNeed.of(step, PLACE, 1, "target", List.of());
    }
}
