package io.nightload.entity;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names of Java as columns have them. */
public final class Names {

    private static final Pattern HUMP = Pattern.compile("(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})|\\.");

    private Names() {}

    /** {@code orderedOn} is {@code ordered_on}, {@code address.zipCode} is {@code address_zip_code}. */
    public static String column(String java) {
        return HUMP.matcher(java).replaceAll("_").toLowerCase(Locale.ROOT);
    }
}
