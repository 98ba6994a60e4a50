package io.nightload.source.entity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LazyFetcherTest {

    @Test
    void theKeysOfManyHoldersAreTakenApart() {
        assertThat(LazyFetcher.arraysOfOne("{\"1\",\"22\",\"3\"}")).containsExactly("{\"1\"}", "{\"22\"}", "{\"3\"}");
    }

    @Test
    void whatStandsInAKeyDoesNotEndIt() {
        assertThat(LazyFetcher.arraysOfOne("{\"a,b\",\"c\\\"},{\",\"\\\\\"}"))
                .containsExactly("{\"a,b\"}", "{\"c\\\"},{\"}", "{\"\\\\\"}");
    }
}
