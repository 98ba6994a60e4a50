package io.nightload.spec.settings;

import io.nightload.spec.ConnectionSpec;
import io.nightload.spec.NearestWord;
import io.nightload.spec.Node;
import io.nightload.spec.Position;
import io.nightload.spec.Problems;
import io.nightload.spec.Retry;
import io.nightload.spec.Settings;
import io.nightload.spec.TimeZones;
import io.nightload.spec.yaml.MappingReader;
import io.nightload.spec.yaml.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the settings of the project that a folder belongs to. */
public final class SettingsReader {

    private static final List<String> KEYS =
            Stream.concat(LayerReader.KEYS.stream(), Stream.of("environments")).toList();

    private final Path directory;
    private final Map<String, String> environment;
    private final Problems problems;

    /**
     * @param directory where the search for the project's folder begins, and goes up
     * @param environment variables of the process, {@code System.getenv()}
     */
    public SettingsReader(Path directory, Map<String, String> environment, Problems problems) {
        this.directory = directory;
        this.environment = environment;
        this.problems = problems;
    }

    /**
     * The settings; where the problems are not empty afterwards, what could be understood of them.
     *
     * @param chosen the environment of {@code --env}, or null for the one of {@code NIGHTLOAD_ENV}, or none
     */
    public Settings read(@Nullable String chosen) {
        Path home = ProjectHome.find(directory).orElseGet(this::noHome);
        VariableLayer variableLayer = new VariableLayer(environment, problems);
        Optional<Setting> name =
                chosen != null ? Optional.of(commandLine(chosen)) : variableLayer.value("NIGHTLOAD_ENV");
        Layer file = file(home, name);
        Layer all = file.under(variableLayer.read(file.connections().keySet()));
        return settings(home, name.map(setting -> setting.scalar().value()).orElse(null), all);
    }

    private Path noHome() {
        problems.add(
                Position.COMMAND_LINE,
                "neither nightload.yaml nor jobs/ is in " + directory.toAbsolutePath()
                        + " or above it: run this in a project's folder");
        return directory.toAbsolutePath().normalize();
    }

    private static Setting commandLine(String chosen) {
        return new Setting(
                new Node.Scalar(Position.COMMAND_LINE, chosen, Node.Tag.STR, index -> Position.COMMAND_LINE),
                Setting.OF_VARIABLE,
                true);
    }

    private Layer file(Path home, Optional<Setting> chosen) {
        MappingReader keys = new MappingReader(root(home.resolve(ProjectHome.FILE)), KEYS, problems);
        return new LayerReader(Setting.OF_FILE, problems).read(keys).under(environment(keys, chosen));
    }

    private Node.Mapping root(Path file) {
        Optional<Node> root =
                Files.exists(file) ? new YamlReader(problems).read(file, ProjectHome.FILE) : Optional.empty();
        return root.flatMap(node -> MappingReader.mapping(ProjectHome.FILE, node, problems))
                .orElse(new Node.Mapping(Position.of(ProjectHome.FILE), List.of()));
    }

    /** All environments are read, so that their problems show before the night when one is needed. */
    private Layer environment(MappingReader keys, Optional<Setting> chosen) {
        Map<String, Layer> layers = new LinkedHashMap<>();
        LayerReader reader = new LayerReader(Setting.OF_ENVIRONMENT, problems);
        keys.mapping("environments")
                .map(mapping -> MappingReader.ofNames(mapping, problems))
                .ifPresent(names -> names.keys()
                        .forEach(name -> names.mapping(name)
                                .map(layer -> new MappingReader(layer, LayerReader.KEYS, problems))
                                .ifPresent(layer -> layers.put(name, reader.read(layer)))));
        chosen.filter(setting -> !layers.containsKey(setting.scalar().value()))
                .ifPresent(setting -> unknown(setting, layers));
        return chosen.map(setting -> layers.get(setting.scalar().value())).orElse(Layer.EMPTY);
    }

    private void unknown(Setting chosen, Map<String, Layer> layers) {
        String name = chosen.scalar().value();
        problems.add(
                chosen.position(),
                "there is no environment '" + name + "' in nightload.yaml" + NearestWord.hint(name, layers.keySet()));
    }

    private Settings settings(Path home, @Nullable String chosen, Layer all) {
        Expansion expansion = new Expansion(all.variables(), environment, problems);
        ConnectionReader reader = new ConnectionReader(home, expansion, problems);
        Map<String, ConnectionSpec> connections = new LinkedHashMap<>();
        all.connections()
                .forEach((name, connection) ->
                        reader.read(name, connection).ifPresent(spec -> connections.put(name, spec)));
        return new Settings(
                home,
                project(home, all, expansion),
                chosen,
                zone(all, expansion),
                Collections.unmodifiableMap(expansion.variables()),
                Collections.unmodifiableMap(connections),
                all.retry().over(Retry.DEFAULT),
                new LeaseReader(expansion, problems).read(all.values()));
    }

    private String project(Path home, Layer all, Expansion expansion) {
        Setting setting = all.values().get("project");
        if (setting == null) {
            Path folder = home.getFileName();
            return folder == null ? "nightload" : folder.toString();
        }
        String project = expansion.text(setting);
        if (project.isBlank()) {
            problems.add(setting.position(), "the project's name is empty: leave it out for the folder's name");
        }
        return project;
    }

    private ZoneId zone(Layer all, Expansion expansion) {
        return Optional.ofNullable(all.values().get("time_zone"))
                .map(setting -> new Node.Scalar(
                        setting.position(),
                        expansion.text(setting),
                        Node.Tag.STR,
                        setting.scalar().offsets()))
                .flatMap(new TimeZones(problems)::read)
                .orElse(ZoneId.of("UTC"));
    }
}
