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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the best setting of one step: the fetch plan first, then the size of its chunks, then its partitions. */
final class StepTrials {

    private static final double WARM_UP = 0.2;
    private static final double MOST_WARM_UP = 5;

    /** A trial that took no longer holds few rows. */
    private static final double TINY_SECONDS = 0.1;

    private static final double DARING = 10;

    private static final Comparator<Result> SMALLEST_CHUNK =
            Comparator.comparingDouble(result -> result.median(Measure::rowsPerChunk));

    private static final int MOST_WARM_UPS = 8;
    private static final double FETCH_SHARE = 0.4;
    private static final int LEAST_FETCH_PLANS = 3;

    /** Lazy loading takes a statement for each holder: so many rows show what it costs. */
    private static final long LAZY_ROWS = 500;

    private final Variants variants;
    private final Trial trial;
    private final Contest contest;
    private final double commitSeconds;
    private final AdviceRequest request;
    private final AdviceListener listener;
    private final Stopwatch time;
    private String trying = "what is set";
    private final List<Comparison> comparisons = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private @Nullable Setting set;
    private @Nullable Measure warm;

    StepTrials(Variants variants, Trial trial, double commitSeconds, AdviceRequest request, AdviceListener listener) {
        this.variants = variants;
        this.trial = trial;
        this.commitSeconds = commitSeconds;
        this.request = request;
        this.listener = listener;
        this.time = new Stopwatch(request.seconds());
        this.contest = new Contest(trial, commitSeconds, time, this::trying);
    }

    /**
     * @return the best setting found, which is the one that is set where nothing beats it; empty where there is no row to try
     * @throws UnfinishedException if the step's time was up before the first trial ended
     * @throws Exception what would fail the step
     */
    Optional<Setting> best() throws Exception {
        StepPlan.Rows plan = variants.asSet();
        Setting now = Variants.setting(plan);
        set = now;
        if (plan.source().isEmpty() || warmUp(plan) == 0) {
            return Optional.empty();
        }
        if (warm().ended() && warm().seconds() < TINY_SECONDS) {
            notes.add("all of its rows take %.3f s: too few to tell settings apart, unless they differ much"
                    .formatted(warm().seconds()));
        }
        Setting fetched = fetchPlan(now, plan.source().fetches());
        List<Integer> partitions = partitions(plan);
        Setting chunked = chunk(fetched, partitions.isEmpty() ? 1 : 2);
        return Optional.of(partitions(chunked, partitions));
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

    private void trying(String label, int round, double secondsLeft) {
        String what = trying + " " + label;
        listener.trying(variants.step(), round == 0 ? what + ", to warm up" : what + ", round " + round, secondsLeft);
    }

    /** The first trials of a JVM, and of a database's cache, are slower than any that follow. Returns the rows tried. */
    private long warmUp(StepPlan.Rows plan) throws Exception {
        double seconds = Math.min(request.seconds() * WARM_UP, MOST_WARM_UP);
        int trials = 0;
        do {
            listener.trying(variants.step(), trying, time.left());
            Optional<Measure> ended = trial.run(
                    plan, variants.divided(plan, set().partitions()), request.rows(), seconds / 2, time.left());
            warm = ended.orElse(warm);
            if (warm == null) {
                throw new UnfinishedException(request.seconds());
            }
        } while (time.spent() < seconds && warm().rows() > 0 && ++trials < MOST_WARM_UPS);
        return warm().rows();
    }

    private Setting fetchPlan(Setting now, List<Source.Fetch> fetches) throws Exception {
        double each = Contest.LEAST_ROUNDS * (warm().opening() + Contest.LEAST_SECONDS);
        int most = Math.max(LEAST_FETCH_PLANS, (int) (time.left() * FETCH_SHARE / each) - 1);
        List<Setting> plans = Alternatives.fetchPlans(now, fetches, most);
        if (plans.isEmpty()) {
            return now;
        }
        long rows = sample(time.left() * FETCH_SHARE, plans.size() + 1, 1);
        List<Candidate> candidates = new ArrayList<>();
        for (Setting setting : plans) {
            candidates.add(variants.candidate(Alternatives.fetchLabel(setting, fetches), setting, rows));
        }
        lazy(Alternatives.apart(now, fetches), rows).ifPresent(candidates::add);
        return compare(
                new Dimension(
                        Variants.FETCH,
                        (result, set) -> result.isFasterThan(set) || result.asksLessThan(set),
                        Comparator.comparingDouble(Result::statementsPerChunk),
                        notes::add),
                candidates,
                time.left() * FETCH_SHARE);
    }

    private Optional<Candidate> lazy(Setting apart, long rows) {
        long few = Math.min(rows, LAZY_ROWS);
        int chunk = (int) Math.min(few, Math.round(Math.ceil(warm().rowsPerChunk())));
        return variants.lazy(apart, chunk, few);
    }

    /** @param share of the time that is left: one such part */
    private Setting chunk(Setting now, int share) throws Exception {
        long most = warm().ended() ? warm().rows() : request.rows();
        List<Setting> settings =
                affordable(Alternatives.chunks(now, most, warm().ended() && warm().chunks() == 1), time.left() / share);
        if (settings.size() == 1 || isTimeUp("chunk")) {
            return now;
        }
        int largest = settings.stream()
                .skip(1)
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
                new Dimension("chunk", Result::isFasterThan, SMALLEST_CHUNK, notes::add),
                candidates,
                time.left() / share);
    }

    /**
     * What is set, and those of the others of which a chunk ends before it would be cut off. Larger chunks are faster than what is set by
     * an unknown factor, so that one that would be cut off at the speed of now is tried nevertheless.
     */
    private List<Setting> affordable(List<Setting> settings, double seconds) {
        double each = Math.max(Contest.LEAST_SECONDS, seconds / (Contest.LEAST_ROUNDS * settings.size()));
        double speed = warm().rowsPerSecond(commitSeconds);
        double most = speed * each * Contest.PATIENCE;
        List<Setting> left = new ArrayList<>(settings.subList(0, 1));
        boolean dared = false;
        for (Setting setting : settings.subList(1, settings.size())) {
            int chunk = Objects.requireNonNull(setting.chunk(), "only what is set may be the default");
            if (chunk <= most || (!dared && chunk <= most * DARING)) {
                dared = chunk > most;
                left.add(setting);
            } else {
                notes.add("chunks of %,d were not tried: one takes about %,.0f s; raise --seconds"
                        .formatted(chunk, chunk / speed));
            }
        }
        return left;
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
    private Setting partitions(Setting now, List<Integer> numbers) {
        List<Setting> settings = new ArrayList<>(List.of(now));
        Stream.concat(Stream.of(1), numbers.stream())
                .filter(number -> number != now.partitions())
                .forEach(number -> settings.add(now.withPartitions(number)));
        if (settings.size() == 1 || isTimeUp("partitions")) {
            return now;
        }
        try {
            return partitions(settings);
        } catch (Exception e) {
            notes.add("partitions could not be compared: " + StepReport.message(e));
            return now;
        }
    }

    private Setting partitions(List<Setting> settings) throws Exception {
        long rows = sample(time.left(), settings.size(), (int) Math.ceil(warm().rowsPerChunk()));
        List<Candidate> candidates = new ArrayList<>();
        for (Setting setting : settings) {
            candidates.add(variants.candidate(String.valueOf(setting.partitions()), setting, rows));
        }
        return compare(
                new Dimension(
                        "partitions",
                        Result::isFasterThan,
                        Comparator.comparingInt(
                                result -> result.candidate().setting().partitions()),
                        notes::add),
                candidates,
                time.left());
    }

    /** How many rows each trial has, so that there is time for all rounds; at least those of a largest chunk. */
    private long sample(double seconds, int candidates, int largest) {
        double each = seconds / (Contest.LEAST_ROUNDS * candidates);
        long fitting = Math.round(warm().rowsPerSecond(commitSeconds) * each);
        return Math.max(1, Math.min(request.rows(), Math.max(fitting, largest)));
    }

    private boolean isTimeUp(String dimension) {
        boolean up = time.left() == 0;
        if (up) {
            notes.add(dimension + ": nothing was tried, the time was up; raise --seconds");
        }
        return up;
    }

    private Setting compare(Dimension dimension, List<Candidate> candidates, double seconds) throws Exception {
        trying = dimension.name();
        Dimension.Outcome outcome = dimension.compare(contest, candidates, seconds, warm().opening());
        if (outcome.comparison().alternatives().stream().anyMatch(each -> each.repetitions() > 0)) {
            comparisons.add(outcome.comparison());
        }
        return outcome.best().setting();
    }
}
