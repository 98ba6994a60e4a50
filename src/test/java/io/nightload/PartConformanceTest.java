package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.part.Option;
import io.nightload.part.Part;
import io.nightload.part.Parts;
import io.nightload.part.Source;
import io.nightload.part.SourceContract;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Whoever adds a part adds what belongs to one; each test says what is missing. */
@ExtendWith(TestDatabaseExtension.class)
class PartConformanceTest {

    private static final AnnotationConfigApplicationContext CONTEXT = new AnnotationConfigApplicationContext();

    @BeforeAll
    static void findsTheParts() {
        CONTEXT.scan("io.nightload.part", "io.nightload.source", "io.nightload.transform", "io.nightload.target");
        CONTEXT.refresh();
    }

    @AfterAll
    static void close() {
        CONTEXT.close();
    }

    private static Stream<DynamicTest> ofEachPart(Consumer<Object> test) {
        Parts parts = CONTEXT.getBean(Parts.class);
        return Stream.of(parts.sources(), parts.transforms(), parts.targets())
                .flatMap(kind -> kind.values().stream())
                .map(Object.class::cast)
                .map(part -> DynamicTest.dynamicTest(name(part), () -> test.accept(part)));
    }

    private static String name(Object part) {
        return part.getClass().getAnnotation(Part.class).name();
    }

    @TestFactory
    Stream<DynamicTest> theExampleIsPartOfAJobThatCanRun(TestDatabase database, @TempDir Path folder) {
        ExampleProject examples = ExampleProject.in(folder, database);
        return ofEachPart(part -> {
            Program.Ended ended = examples.check(part);
            assertThat(ended.exitCode())
                    .as("the example of %s, in the shop of ExampleProject: %s", name(part), ended.all())
                    .isZero();
        });
    }

    @TestFactory
    Stream<DynamicTest> everyOptionSaysWhatItMeans() {
        return ofEachPart(part -> options(Parts.optionsOf(part))
                .forEach(option -> assertThat(Optional.ofNullable(option.getAnnotation(Option.class))
                                .map(Option::value)
                                .orElse(""))
                        .as("@Option of %s in %s", option.getName(), option.getDeclaringRecord())
                        .isNotBlank()));
    }

    /** Those of the records inside it too. */
    private static Stream<RecordComponent> options(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .flatMap(option -> Stream.concat(
                        Stream.of(option), recordsIn(option.getGenericType()).flatMap(PartConformanceTest::options)));
    }

    private static Stream<Class<?>> recordsIn(Type type) {
        if (type instanceof ParameterizedType generic) {
            return Arrays.stream(generic.getActualTypeArguments()).flatMap(PartConformanceTest::recordsIn);
        }
        return type instanceof Class<?> plain
                        && plain.isRecord()
                        && !plain.getPackageName().endsWith(".spec")
                ? Stream.of(plain)
                : Stream.empty();
    }

    @TestFactory
    Stream<DynamicTest> theReadmeHasARowWithItsOptions() throws IOException {
        List<String> readme = Files.readAllLines(Path.of("README.md"));
        return ofEachPart(part -> assertThat(readme)
                .as("the row | `%s` | in the README's table of parts, with %s", name(part), keys(part))
                .anyMatch(line -> line.startsWith("| `" + name(part) + "` |")
                        && keys(part).stream().allMatch(key -> line.contains("`" + key))));
    }

    /** Of the options that are written by name. */
    private static Collection<String> keys(Object part) {
        return Stream.of(Parts.optionsOf(part).getRecordComponents())
                .filter(option -> !option.getAnnotation(Option.class).main())
                .map(PartConformanceTest::key)
                .toList();
    }

    private static String key(RecordComponent option) {
        String key = option.getAnnotation(Option.class).key();
        return key.isEmpty() ? option.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT) : key;
    }

    @TestFactory
    Stream<DynamicTest> itHasATestOfItsName() {
        return ofEachPart(part -> assertThat(tests(part))
                .as("%1$sTest or %1$sContractTest", part.getClass().getName())
                .isNotEmpty());
    }

    @TestFactory
    Stream<DynamicTest> aSourceKeepsTheContractOfSources() {
        return ofEachPart(part -> {
            if (part instanceof Source) {
                assertThat(tests(part))
                        .as(
                                "%sContractTest extends SourceContract",
                                part.getClass().getName())
                        .anyMatch(SourceContract.class::isAssignableFrom);
            }
        });
    }

    private static List<Class<?>> tests(Object part) {
        return Stream.of("Test", "ContractTest")
                .flatMap(ending -> find(part.getClass().getName() + ending))
                .toList();
    }

    private static Stream<Class<?>> find(String name) {
        try {
            return Stream.of(Class.forName(name));
        } catch (ClassNotFoundException e) {
            return Stream.empty();
        }
    }
}
