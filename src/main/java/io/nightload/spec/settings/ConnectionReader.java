package io.nightload.spec.settings;

import io.nightload.spec.ConnectionSpec;
import io.nightload.spec.Position;
import io.nightload.spec.Problems;
import io.nightload.spec.settings.DatabaseUrl.InvalidUrl;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a connection of what the layers say about it. Credentials inside a URL count where the user name or password beside it comes
 * from a lower layer, since that belongs to another URL.
 */
record ConnectionReader(Path home, Expansion expansion, Problems problems) {

    private static final Set<String> OURS = Set.of("target", "control");

    Optional<ConnectionSpec> read(String name, Layer.Connection connection) {
        Setting url = connection.fields().get("url");
        if (url == null) {
            Position position = connection.fields().values().stream()
                    .findFirst()
                    .map(Setting::position)
                    .orElse(Position.of("connection " + name));
            problems.add(
                    position,
                    "connection " + name + " has no url: set it in nightload.yaml or by NIGHTLOAD_CONNECTIONS_"
                            + name.toUpperCase(Locale.ROOT).replace('-', '_') + "_URL");
            return Optional.empty();
        }
        try {
            DatabaseUrl parsed = DatabaseUrl.of(expansion.text(url));
            if (OURS.contains(name) && !parsed.isPostgres()) {
                throw new InvalidUrl("this is no URL of PostgreSQL, where rows and their checkpoints go: write"
                        + " postgresql://host:5432/database");
            }
            return Optional.of(read(name, connection, url, parsed));
        } catch (InvalidUrl e) {
            problems.add(url.position(), "connection " + name + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private ConnectionSpec read(String name, Layer.Connection connection, Setting url, DatabaseUrl parsed) {
        Map<String, String> inUrl = parsed.credentials();
        int least = inUrl.containsKey("user") || inUrl.containsKey("password") ? url.rank() : Setting.OF_FILE;
        Map<String, String> properties = new LinkedHashMap<>();
        Optional.ofNullable(inUrl.get("sslpassword")).ifPresent(secret -> properties.put("sslpassword", secret));
        connection.properties().forEach((key, value) -> properties.put(key, expansion.text(value)));
        return new ConnectionSpec(
                name,
                parsed.url(),
                field(connection, "username", least).map(expansion::text).orElse(inUrl.get("user")),
                password(name, connection, least).orElse(inUrl.get("password")),
                Map.copyOf(properties),
                url.position().toString());
    }

    private Optional<String> password(String name, Layer.Connection connection, int least) {
        Optional<Setting> password = field(connection, "password", least);
        Optional<Setting> file = field(connection, "password_file", least);
        int passwordRank = password.map(Setting::rank).orElse(-1);
        int fileRank = file.map(Setting::rank).orElse(-1);
        if (password.isPresent() && passwordRank == fileRank) {
            problems.add(
                    file.orElseThrow().position(),
                    "connection " + name + " has a password and a password_file: keep one");
        }
        return passwordRank >= fileRank ? password.map(expansion::text) : file.flatMap(this::content);
    }

    private static Optional<Setting> field(Layer.Connection connection, String key, int least) {
        return Optional.ofNullable(connection.fields().get(key)).filter(setting -> setting.rank() >= least);
    }

    /** The file's text without line breaks at its end, as editors and {@code kubectl} leave them there. */
    private Optional<String> content(Setting setting) {
        try {
            return Optional.of(
                    Files.readString(home.resolve(expansion.text(setting))).replaceFirst("[\\r\\n]+$", ""));
        } catch (NoSuchFileException e) {
            problems.add(setting.position(), "there is no password file " + e.getFile());
        } catch (CharacterCodingException e) {
            problems.add(setting.position(), "the password file is not UTF-8");
        } catch (IOException | InvalidPathException e) {
            problems.add(setting.position(), "the password file cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }
}
