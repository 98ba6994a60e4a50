package io.nightload.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.spec.PoolSizes;
import io.nightload.spec.PoolSizes.Size;
import io.nightload.spec.Position;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PoolNeedTest {

    private static final Position STEP = new Position("jobs/nightly-shop.yaml", 20, 5);
    private static final Position POOL = new Position("jobs/nightly-shop.yaml", 31, 5);

    @Test
    void aWriterAndItsReadersTakeOneEachInEveryPartition() {
        assertThat(needs(8, "target", "shop", "shop"))
                .extracting(PoolNeed::connection, PoolNeed::connections)
                .containsExactly(tuple("target", 17), tuple("shop", 16));
    }

    @Test
    void aStepThatReadsFilesWritesByOneConnectionAndHasOneBeside() {
        assertThat(needs(1)).extracting(PoolNeed::connections).containsExactly(2);
    }

    @Test
    void aPoolThatIsTooSmallIsRefusedWithTheArithmetic() {
        assertThat(needs(2, "target").get(0).problem(allowing("target", 3)))
                .hasToString("Optional[jobs/nightly-shop.yaml:31:5: step order-facts needs 5 connections to target"
                        + " (2 partitions × 2 + 1), its pool allows 3: raise pool.target or lower partitions]");
    }

    @Test
    void onePartitionCannotBeLowered() {
        assertThat(needs(1, "shop").get(1).problem(allowing("shop", 1))).isEmpty();
        assertThat(needs(1, "shop", "shop").get(1).problem(allowing("shop", 1)))
                .hasToString("Optional[jobs/nightly-shop.yaml:31:5: step order-facts needs 2 connections to shop"
                        + " (1 partition × 2), its pool allows 1: raise pool.shop or leave it out]");
    }

    @Test
    void aPoolIsAsLargeAsNeededUnlessTheStepSaysOtherwise() {
        PoolNeed need = needs(2, "target").get(0);

        assertThat(need.size(PoolSizes.FITTED)).isEqualTo(5);
        assertThat(need.size(allowing("target", 9))).isEqualTo(9);
    }

    private static org.assertj.core.groups.Tuple tuple(String connection, int connections) {
        return org.assertj.core.api.Assertions.tuple(connection, connections);
    }

    private static List<PoolNeed> needs(int partitions, String... readers) {
        return PoolNeed.of("order-facts", STEP, partitions, "target", List.of(readers));
    }

    private static PoolSizes allowing(String connection, int size) {
        return new PoolSizes(null, Map.of(connection, new Size("pool." + connection, size, POOL)));
    }
}
