package io.nightload.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownUrlTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db:5432/shop, jdbc:postgresql://db:5432/shop",
        "jdbc:postgresql://db/shop?user=u&password=x&ssl=true, jdbc:postgresql://db/shop?user=u&password=***&ssl=true",
        "jdbc:postgresql://db/shop?sslpassword=x, jdbc:postgresql://db/shop?sslpassword=***",
        "jdbc:sqlserver://db;databaseName=d;Password=x;encrypt=true, jdbc:sqlserver://db;databaseName=d;Password=***;encrypt=true",
        "jdbc:mysql://u:x@db/shop, jdbc:mysql://u:***@db/shop",
        "jdbc:postgresql://a:1/shop@home, jdbc:postgresql://a:1/shop@home"
    })
    void aPasswordIsNotShown(String url, String shown) {
        assertThat(ShownUrl.of(url)).isEqualTo(shown);
    }
}
