package io.nightload.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearestWordTest {

    private static final List<String> KEYS = List.of("name", "source", "transform", "target");

    @Test
    void aLetterLeftOutIsFound() {
        assertThat(NearestWord.to("tranform", KEYS)).contains("transform");
    }

    @Test
    void anExchangeOfNeighboursIsOneDifference() {
        assertThat(NearestWord.to("nmae", KEYS)).contains("name");
    }

    @Test
    void caseIsNoDifference() {
        assertThat(NearestWord.to("TARGET", KEYS)).contains("target");
    }

    @Test
    void aBeginningIsNear() {
        assertThat(NearestWord.to("tra", KEYS)).contains("transform");
    }

    @Test
    void aWordUnlikeAllIsNotGuessed() {
        assertThat(NearestWord.to("colour", KEYS)).isEmpty();
    }

    @Test
    void aSingleLetterIsNotAnother() {
        assertThat(NearestWord.to("x", List.of("y"))).isEmpty();
    }

    @Test
    void theHintNamesTheNearestAndAll() {
        assertThat(NearestWord.hint("sorce", KEYS))
                .isEqualTo(": did you mean 'source'? (name, source, transform, target)");
    }

    @Test
    void theHintListsAllWhereNoneIsNear() {
        assertThat(NearestWord.hint("colour", KEYS)).isEqualTo(": known are name, source, transform, target");
    }

    @Test
    void theHintSaysWhenThereIsNothingToKnow() {
        assertThat(NearestWord.hint("colour", List.of())).isEqualTo(": there are none");
    }

    @Test
    void aLongListIsLeftOut() {
        List<String> many = IntStream.range(0, 40).mapToObj(i -> "column_" + i).toList();
        assertThat(NearestWord.hint("colum_7", many)).isEqualTo(": did you mean 'column_7'?");
        assertThat(NearestWord.hint("zzz", many)).isEmpty();
    }
}
