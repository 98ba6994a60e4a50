package io.nightload.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.spec.ParameterSyntax.InvalidValue;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterSyntaxTest {

    /** A leap day, at an hour when yesterday's date would show a mistake in time zones. */
    private static final LocalDateTime NOW = LocalDateTime.of(2028, 2, 29, 0, 30, 15, 123_456_789);

    @ParameterizedTest
    @CsvSource({
        "STRING, '', ''",
        "STRING, ' a=b ', ' a=b '",
        "INT, 0042, 42",
        "INT, -9223372036854775808, -9223372036854775808",
        "NUMERIC, 1.50, 1.5",
        "NUMERIC, 1e3, 1000",
        "NUMERIC, -.5, -0.5",
        "NUMERIC, 0.000, 0",
        "NUMERIC, 12345678901234567890.123456789, 12345678901234567890.123456789",
        "BOOLEAN, true, true",
        "DATE, 2026-11-20, 2026-11-20",
        "DATE, today, 2028-02-29",
        "DATE, yesterday, 2028-02-28",
        "DATE, today-366d, 2027-02-28",
        "DATE, today+1d, 2028-03-01",
        "TIMESTAMP, 2026-11-20T06:30, 2026-11-20T06:30:00",
        "TIMESTAMP, 2026-11-20 06:30:15.5, 2026-11-20T06:30:15.5",
        "TIMESTAMP, 2026-11-20, 2026-11-20T00:00:00",
        "TIMESTAMP, yesterday, 2028-02-28T00:00:00",
        "TIMESTAMP, now, 2028-02-29T00:30:15.123456"
    })
    void aValueHasOneCanonicalText(ParameterSpec.Type type, String text, String canonical) throws InvalidValue {
        assertThat(ParameterSyntax.canonical(new ParameterSyntax(type).value(text, NOW)))
                .isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "INT | 1.5 | '1.5' is no int: write decimal digits",
                "INT | 9223372036854775808 | 9223372036854775808 is beyond an int's 64 bits",
                "NUMERIC | 1,5 | '1,5' is no numeric: write decimal digits, with a point for decimals",
                "NUMERIC | 1e9999 | '1e9999' is no numeric: write decimal digits, with a point for decimals",
                "NUMERIC | NaN | 'NaN' is no numeric: write decimal digits, with a point for decimals",
                "BOOLEAN | yes | 'yes' is no boolean: write true or false",
                "DATE | yesterdai | 'yesterdai' is no date: did you mean 'yesterday'? Write 2026-11-20, today, yesterday or today-3d",
                "DATE | 20.11.2026 | '20.11.2026' is no date: write 2026-11-20, today, yesterday or today-3d",
                "DATE | 2026-02-29 | there is no date 2026-02-29",
                "DATE | now | 'now' is no date: write 2026-11-20, today, yesterday or today-3d",
                "TIMESTAMP | 2026-11-20T06:30:00Z | '2026-11-20T06:30:00Z' is no timestamp:"
                        + " write 2026-11-20T06:30:00 without an offset, now, or a date",
                "TIMESTAMP | 2026-11-20T24:30 | there is no timestamp 2026-11-20T24:30",
                "TIMESTAMP | 2026-11-20T06:30:00.1234567 | '2026-11-20T06:30:00.1234567' is no timestamp:"
                        + " write 2026-11-20T06:30:00 without an offset, now, or a date"
            })
    void aValueOfAnotherTypeIsRefusedWithTheWayToWriteOne(ParameterSpec.Type type, String text, String complaint) {
        assertThatThrownBy(() -> new ParameterSyntax(type).value(text, NOW))
                .isInstanceOf(InvalidValue.class)
                .hasMessage(complaint);
    }

    @Test
    void aStringHoldsNoNulCharacter() {
        assertThatThrownBy(() -> new ParameterSyntax(ParameterSpec.Type.STRING).value("a\0b", NOW))
                .hasMessage("a string cannot hold the character U+0000, which PostgreSQL has not");
    }
}
