package io.nightload.spec.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.spec.settings.DatabaseUrl.InvalidUrl;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @ParameterizedTest
    @CsvSource({
        "postgresql://db:5433/shop, jdbc:postgresql://db:5433/shop",
        "postgres://db/shop, jdbc:postgresql://db/shop",
        "'jdbc:postgresql://a:1,b:2/shop?x=y', 'jdbc:postgresql://a:1,b:2/shop?x=y'",
        "jdbc:postgresql://[::1]:5432/shop, jdbc:postgresql://[::1]:5432/shop",
        "jdbc:postgresql:shop, jdbc:postgresql:shop",
        "' postgresql://db/shop ', jdbc:postgresql://db/shop",
        "postgresql://u:p@db/shop?sslmode=require&password=x&a=b, jdbc:postgresql://db/shop?sslmode=require&a=b",
        "jdbc:postgresql://db/shop?user=u&password=p, jdbc:postgresql://db/shop"
    })
    void theUrlIsForJdbcAndWithoutCredentials(String written, String url) throws InvalidUrl {
        assertThat(DatabaseUrl.of(written).url()).isEqualTo(url);
    }

    @Test
    void credentialsBeforeTheHostAreDecoded() throws InvalidUrl {
        assertThat(DatabaseUrl.of("postgresql://lo%40der:p%2Fa+b%25:c@db/shop").credentials())
                .isEqualTo(Map.of("user", "lo@der", "password", "p/a+b%:c"));
    }

    @Test
    void anAtSignInAPasswordIsUnderstood() throws InvalidUrl {
        DatabaseUrl url = DatabaseUrl.of("postgresql://u:p@ss@db/shop");

        assertThat(url.url()).isEqualTo("jdbc:postgresql://db/shop");
        assertThat(url.credentials()).isEqualTo(Map.of("user", "u", "password", "p@ss"));
    }

    @Test
    void credentialsInTheQueryAreDecodedAsTheDriverDoes() throws InvalidUrl {
        assertThat(DatabaseUrl.of("jdbc:postgresql://db/shop?user=me%40x&password=a+b&sslpassword=c")
                        .credentials())
                .isEqualTo(Map.of("user", "me@x", "password", "a b", "sslpassword", "c"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://u:s3/cret@db/shop",
                "postgresql://u:s3?cret@db/shop",
                "mysql://u:s3cret@db/shop",
                "db.example/s3cret",
                "postgresql://u:s3%zzcret@db/shop",
                "jdbc:postgresql://db/shop?password=s3%",
                ""
            })
    void whatIsNoUrlIsRefusedWithoutRepeatingIt(String written) {
        assertThatThrownBy(() -> DatabaseUrl.of(written))
                .isInstanceOf(InvalidUrl.class)
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("s3")
                .contains("write ");
    }

    @Test
    void aPrintedUrlShowsNoCredentials() throws InvalidUrl {
        assertThat(DatabaseUrl.of("postgresql://u:s3cret@db/shop")).hasToString("jdbc:postgresql://db/shop");
    }
}
