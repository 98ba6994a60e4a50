package io.nightload;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** What may know what. */
@AnalyzeClasses(packages = "io.nightload", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String BASE = "io.nightload";

    /** Each package with those that it may import beside itself. */
    private static final Map<String, List<String>> MAY_IMPORT = Map.ofEntries(
            entry("row", List.of()),
            entry("spec", List.of()),
            entry("part", List.of("row", "spec")),
            entry("model", List.of("row")),
            entry("entity", List.of("part", "row", "spec")),
            // The server's words tell what may pass, as a timeout, from what is wrong with a job.
            entry("source", List.of("entity", "part", "model", "row", "spec", "connection")),
            entry("expression", List.of("row", "spec")),
            entry("transform", List.of("entity", "part", "model", "row", "spec", "expression")),
            // An expression says which rows delete, and the server what is wrong with a slice.
            entry("target", List.of("entity", "part", "model", "row", "spec", "expression", "connection")),
            entry("connection", List.of("spec")),
            entry("pool", List.of("spec", "connection")),
            entry("checkpoint", List.of("part", "row")),
            entry("plan", List.of("part", "row", "spec", "connection", "pool")),
            entry("step", List.of("plan", "part", "row", "spec", "connection", "pool", "checkpoint")),
            entry("run", List.of("plan", "step", "part", "row", "spec", "connection", "pool", "checkpoint")),
            entry("recovery", List.of("run", "checkpoint", "connection", "spec")),
            // It plans, opens and judges steps as a run does, under its lease.
            entry("advise", List.of("run", "plan", "step", "pool", "checkpoint", "part", "spec", "connection")),
            // It plans a job's steps, opens and judges them as a run does, under its lease.
            entry("replay", List.of("run", "plan", "step", "checkpoint", "part", "spec", "connection")),
            entry("remote", List.of("run", "spec")),
            entry(
                    "cli",
                    List.of(
                            "run",
                            "advise",
                            "replay",
                            "plan",
                            "step",
                            "recovery",
                            "checkpoint",
                            "connection",
                            "model",
                            "spec",
                            "part",
                            "row")),
            entry("console", List.of("run", "recovery", "spec")));

    /** Each library with the only packages that know it. */
    private static final Map<String, List<String>> HOMES = Map.of(
            "org.apache.calcite", List.of("expression"),
            "org.postgresql",
                    List.of(
                            "target.copy",
                            "connection",
                            "source.jdbc",
                            "source.reading",
                            "source.copy",
                            "source.entity"),
            "com.zaxxer.hikari", List.of("pool"),
            "picocli", List.of("cli"),
            "org.flywaydb", List.of("connection"),
            "org.tukaani", List.of("connection.embedded"),
            "org.apache.commons.compress", List.of("connection.embedded"),
            "org.snakeyaml", List.of("spec.yaml"),
            "com.github.luben.zstd", List.of("source.file"),
            "org.hibernate",
                    List.of(
                            "entity",
                            "source.entity",
                            "source.objects",
                            "target.entity",
                            "target.mapping",
                            "target.objects"));

    @ArchTest
    static void eachPackageImportsOnlyWhatTheTableAllows(JavaClasses classes) {
        MAY_IMPORT.forEach((name, others) -> noClasses()
                .that(resideInAPackage(tree(name)))
                .should()
                .dependOnClassesThat(resideInAPackage(BASE + "..")
                        .and(not(resideInAnyPackage(Stream.concat(Stream.of(name), others.stream())
                                .map(ArchitectureTest::tree)
                                .toArray(String[]::new)))))
                .allowEmptyShould(true)
                .check(classes));
    }

    @ArchTest
    static void everyPackageStandsInTheTable(JavaClasses classes) {
        assertThat(classes.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> !name.equals(BASE))
                        .map(name -> name.substring(BASE.length() + 1).replaceFirst("\\..*", "")))
                .isSubsetOf(MAY_IMPORT.keySet());
    }

    @ArchTest
    static void aLibraryHasOneHome(JavaClasses classes) {
        HOMES.forEach((library, homes) -> noClasses()
                .that(not(resideInAnyPackage(
                        homes.stream().map(ArchitectureTest::tree).toArray(String[]::new))))
                .should()
                .dependOnClassesThat(resideInAPackage(library + ".."))
                .check(classes));
    }

    @ArchTest
    static final ArchRule partsAreFoundNotImported = noClasses()
            .that(not(resideInAnyPackage(tree("source"), tree("transform"), tree("target"))))
            .should()
            .dependOnClassesThat(resideInAnyPackage(tree("source"), tree("transform"), tree("target")))
            .because("parts are found by scanning");

    @ArchTest
    static final ArchRule oneKindOfPartKnowsNoOther = slices().matching(BASE + ".(source|transform|target)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching(BASE + ".(**)").should().beFreeOfCycles();

    /** A clock may be set, forwards or back: what waits, expires or beats goes by nanoTime, or by the database's clock. */
    @ArchTest
    static final ArchRule nothingThatWaitsAsksTheWallClock = noClasses()
            .that()
            .resideInAnyPackage(
                    BASE + ".recovery..", BASE + ".step..", BASE + ".pool..", BASE + ".connection..", BASE + ".cli..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule packagesAreTwoLevelsDeepAtMost = noClasses().should().resideInAPackage(BASE + ".*.*.*..");

    @ArchTest
    static final ArchRule namesSayWhatAThingDoes = noClasses()
            .should()
            .haveNameMatching(".*([.$]Abstract\\w*|(?<!Transaction)Manager|Helper|Utils?|Impl)")
            .orShould()
            .resideInAnyPackage("..util..", "..common..", "..impl..");

    @ArchTest
    static void everyPackageDeclaresItsNulls(JavaClasses classes) {
        assertThat(classes.stream().map(JavaClass::getPackage).distinct())
                .allSatisfy(each -> assertThat(each.isAnnotatedWith(NullMarked.class))
                        .as(each.getName())
                        .isTrue());
    }

    private static String tree(String name) {
        return BASE + "." + name + "..";
    }
}
