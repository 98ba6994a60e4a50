package io.nightload.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.Map;

/** What runs cost the processor, each by its contender. */
final class Costs {

    private record Cost(double client, double server) {}

    private final Cpu cpu;
    private final Map<String, List<Cost>> costs = new TreeMap<>();

    Costs(BenchDatabase database) throws Exception {
        this.cpu = new Cpu(database);
    }

    double of(String contender, Comparison.Contender run) throws Exception {
        double client = cpu.clients();
        double server = cpu.server();
        double seconds = run.run();
        costs.computeIfAbsent(contender, name -> new ArrayList<>())
                .add(new Cost(cpu.clients() - client, cpu.server() - server));
        return seconds;
    }

    void print() {
        costs.forEach((contender, all) -> System.out.println(String.format(
                Locale.ROOT,
                "  processor seconds of %s: %.2f client, %.2f server",
                contender,
                Comparison.median(all.stream().map(Cost::client).toList()),
                Comparison.median(all.stream().map(Cost::server).toList()))));
        costs.clear();
    }
}
