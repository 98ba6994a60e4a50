package io.nightload.advise;

import io.nightload.advise.trial.Candidate;
import io.nightload.advise.trial.Contest;
import io.nightload.advise.trial.Measure;
import io.nightload.advise.trial.Result;
import io.nightload.advise.trial.Setting;
import io.nightload.advise.trial.Stopwatch;
import io.nightload.advise.trial.Trial;
import io.nightload.part.Source;
import io.nightload.plan.StepPlan;
import io.nightload.step.StepReport;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the best setting of one step: the fetch plan first, then the size of its chunks, then its partitions. */
final class StepTrials {

    private static final double WARM_UP = 0.2;
    private static final int LEAST_FETCH_PLANS = 3;

    /** Lazy loading takes a statement for each holder: so many rows show what it costs. */
    private static final long LAZY_ROWS = 500;

    private final Variants variants;
    private final Trial trial;
    private final Contest contest;
    private final double commitSeconds;
    private final AdviceRequest request;
    private final List<Comparison> comparisons = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private @Nullable Setting set;
    private @Nullable Measure warm;

    StepTrials(Variants variants, Trial trial, double commitSeconds, AdviceRequest request) {
        this.variants = variants;
        this.trial = trial;
        this.contest = new Contest(trial, commitSeconds);
        this.commitSeconds = commitSeconds;
        this.request = request;
    }

    /**
     * @return the best setting found, which is the one that is set where nothing beats it; empty where there is no row to try
     * @throws Exception what would fail the step
     */
    Optional<Setting> best() throws Exception {
        StepPlan.Rows plan = variants.asSet();
        Setting now = Variants.setting(plan);
        set = now;
        Stopwatch time = new Stopwatch(request.seconds());
        if (plan.source().isEmpty() || warmUp(plan, time) == 0) {
            return Optional.empty();
        }
        Setting fetched = fetchPlan(now, plan.source().fetches(), time);
        List<Integer> partitions = partitions(plan);
        Setting chunked = chunk(fetched, time, partitions.isEmpty() ? 1 : 2);
        return Optional.of(partitions(chunked, partitions, time));
    }

    /** What the job file says now. */
    Setting set() {
        return Objects.requireNonNull(set, "nothing was planned yet");
    }

    /** Of the step as it is set, when everything was warm. */
    Measure warm() {
        return Objects.requireNonNull(warm, "nothing was tried yet");
    }

    List<Comparison> comparisons() {
        return comparisons;
    }

    /** What was not tried, and why. */
    List<String> notes() {
        return notes;
    }

    /** The first trials of a JVM, and of a database's cache, are slower than any that follow. Returns the rows tried. */
    private long warmUp(StepPlan.Rows plan, Stopwatch time) throws Exception {
        double seconds = request.seconds() * WARM_UP;
        Measure last;
        do {
            last = trial.run(plan, variants.divided(plan, set().partitions()), request.rows(), seconds / 2);
        } while (time.spent() < seconds && last.rows() > 0);
        warm = last;
        return last.rows();
    }

    private Setting fetchPlan(Setting now, List<Source.Fetch> fetches, Stopwatch time) throws Exception {
        double each = Contest.LEAST_ROUNDS * (warm().opening() + Contest.LEAST_SECONDS);
        int most = Math.max(LEAST_FETCH_PLANS, (int) (time.left() / 2 / each) - 1);
        List<Setting> plans = Alternatives.fetchPlans(now, fetches, most);
        if (plans.isEmpty()) {
            return now;
        }
        long rows = sample(time.left() / 2, plans.size() + 1, 1);
        List<Candidate> candidates = new ArrayList<>();
        for (Setting setting : plans) {
            candidates.add(variants.candidate(Alternatives.fetchLabel(setting, fetches), setting, rows));
        }
        lazy(Alternatives.apart(now, fetches), rows).ifPresent(candidates::add);
        return compare(
                Variants.FETCH,
                contest.hold(candidates, time.left() / 2, warm().opening()),
                (result, set) -> result.isFasterThan(set) || result.asksLessThan(set),
                Comparator.comparingDouble(Result::statementsPerChunk));
    }

    private Optional<Candidate> lazy(Setting apart, long rows) {
        long few = Math.min(rows, LAZY_ROWS);
        int chunk = (int) Math.min(few, Math.round(Math.ceil(warm().rowsPerChunk())));
        return variants.lazy(apart, chunk, few);
    }

    /** @param share of the time that is left: one such part */
    private Setting chunk(Setting now, Stopwatch time, int share) throws Exception {
        long most = warm().ended() ? warm().rows() : request.rows();
        List<Setting> settings = Alternatives.chunks(now, most, warm().ended() && warm().chunks() == 1);
        if (settings.size() == 1) {
            return now;
        }
        int largest = settings.stream()
                .map(Setting::chunk)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(1);
        long rows = sample(time.left() / share, settings.size(), largest);
        List<Candidate> candidates = new ArrayList<>();
        for (Setting setting : settings) {
            candidates.add(variants.candidate(Alternatives.chunkLabel(setting), setting, rows));
        }
        return compare(
                "chunk",
                contest.hold(candidates, time.left() / share, warm().opening()),
                Result::isFasterThan,
                Comparator.comparingDouble(result -> result.median(Measure::rowsPerChunk)));
    }

    /** The numbers of partitions that may be tried, up to the number of cores; none where there is nothing to divide. */
    private List<Integer> partitions(StepPlan.Rows plan) throws SQLException {
        if (warm().ended() && warm().chunks() == 1) {
            return List.of();
        }
        List<Integer> numbers = new ArrayList<>();
        int most = plan.undivided().isPresent() ? 1 : Runtime.getRuntime().availableProcessors();
        for (int number = 2; number <= most && variants.hasRoom(plan, number); number *= 2) {
            numbers.add(number);
        }
        return numbers;
    }

    /** They may lock each other out where they write the same rows; what was found before is as true without them. */
    private Setting partitions(Setting now, List<Integer> numbers, Stopwatch time) {
        List<Setting> settings = new ArrayList<>(List.of(now));
        Stream.concat(Stream.of(1), numbers.stream())
                .filter(number -> number != now.partitions())
                .forEach(number -> settings.add(now.withPartitions(number)));
        if (settings.size() == 1) {
            return now;
        }
        try {
            return partitions(settings, time);
        } catch (Exception e) {
            notes.add("partitions could not be compared: " + StepReport.message(e));
            return now;
        }
    }

    private Setting partitions(List<Setting> settings, Stopwatch time) throws Exception {
        long rows = sample(time.left(), settings.size(), (int) Math.ceil(warm().rowsPerChunk()));
        List<Candidate> candidates = new ArrayList<>();
        for (Setting setting : settings) {
            candidates.add(variants.candidate(String.valueOf(setting.partitions()), setting, rows));
        }
        return compare(
                "partitions",
                contest.hold(candidates, time.left(), warm().opening()),
                Result::isFasterThan,
                Comparator.comparingInt(result -> result.candidate().setting().partitions()));
    }

    /** How many rows each trial has, so that there is time for all rounds; at least those of a largest chunk. */
    private long sample(double seconds, int candidates, int largest) {
        double each = seconds / (Contest.LEAST_ROUNDS * candidates);
        long fitting = Math.round(warm().rowsPerSecond(commitSeconds) * each);
        return Math.max(1, Math.min(request.rows(), Math.max(fitting, largest)));
    }

    /**
     * @param better whether a result is a reason to give up what is set
     * @param preferred of those that are about as fast as the fastest
     */
    private Setting compare(
            String dimension, List<Result> results, BiPredicate<Result, Result> better, Comparator<Result> preferred) {
        Result now = results.get(0);
        List<Result> improvements = results.stream()
                .filter(result -> result.candidate().eligible() && better.test(result, now))
                .toList();
        Result fastest = improvements.stream()
                .max(Comparator.comparingDouble(Result::rowsPerSecond))
                .orElse(now);
        Result best = improvements.stream()
                .filter(result -> result.isNear(fastest))
                .min(preferred)
                .orElse(now);
        comparisons.add(new Comparison(
                dimension,
                results.stream()
                        .map(result -> Alternative.of(result, now, best))
                        .toList()));
        return best.candidate().setting();
    }
}
