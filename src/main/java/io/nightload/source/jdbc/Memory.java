package io.nightload.source.jdbc;

import io.nightload.source.reading.Reading;
import io.nightload.source.reading.Subject;
import io.nightload.spec.ParameterSpec;
import io.nightload.spec.Parameters;
import io.nightload.spec.sql.BoundSql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

/** What a remembered value of a growing column is of, as a hash. */
final class Memory {

    /** They say which night it is, and the next one goes on where the last one ended. */
    private static final Set<ParameterSpec.Type> NIGHTS =
            EnumSet.of(ParameterSpec.Type.DATE, ParameterSpec.Type.TIMESTAMP);

    private final MessageDigest digest;

    private Memory() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Of its connection, its table and condition or its query, its column, and those parameters in it that tell data apart. */
    static String of(Reading reading) {
        Memory memory = new Memory();
        Subject subject = reading.subject();
        memory.add(reading.connection());
        memory.add(subject.name());
        memory.add(subject.sql().sql());
        if (reading.since() != null) {
            memory.add(reading.since().column().name());
        }
        for (BoundSql.Parameter parameter : subject.sql().parameters()) {
            memory.add(parameter.name());
            reading.parameters()
                    .find(parameter.name())
                    .filter(value -> value.identifying() && !NIGHTS.contains(value.type()))
                    .map(Parameters.Value::text)
                    .ifPresent(memory::add);
        }
        return HexFormat.of().formatHex(memory.digest.digest());
    }

    /** The length goes first, so that two texts never read as one. */
    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }
}
