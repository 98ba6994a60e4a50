package io.nightload.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0.00 s",
                "0.344|0.34 s",
                "0.996|1.0 s",
                "3.25|3.3 s",
                "9.96|10 s",
                "42.4|42 s",
                "59.6|1 min 00 s",
                "252|4 min 12 s",
                "3599.6|1 h 00 min",
                "11100|3 h 05 min",
                "86400|1 d 0 h",
                "187200|2 d 4 h"
            })
    void aDurationHasTwoUnitsAtMost(double seconds, String text) {
        assertThat(Units.duration(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0 B",
                "1023|1023 B",
                "1024|1.0 KiB",
                "88080384|84 MiB",
                "1073741824|1.0 GiB",
                "1072693248|1,023 MiB"
            })
    void aSizeCountsInPowersOf1024(long bytes, String text) {
        assertThat(Units.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|0", "999|999", "1234567|1,234,567", "-1000|-1,000"})
    void aCountIsGroupedByThousands(long count, String text) {
        assertThat(Units.count(count)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|0 rows", "1|1 row", "2000|2,000 rows"})
    void aCountTakesTheWordThatFitsIt(long count, String text) {
        assertThat(Units.count(count, "row", "rows")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0.004|0.4%", "0.631|63%", "1|100%"})
    void aShareIsAPercentage(double share, String text) {
        assertThat(Units.percent(share)).isEqualTo(text);
    }
}
