package io.nightload.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** The rows that no table can hold, as {@code data/README.md} lists them: no good row refers to one. */
final class DirtyRows {

    private DirtyRows() {}

    /** @param mended whether the shop has seen to those that it mends on the second date */
    static void customers(Csv csv, boolean mended) {
        csv.record(
                9001,
                "Malte Adresslos",
                mended ? "malte@example.com" : "malte.at.example.com",
                "DE",
                "1980-05-04",
                "false",
                "2026-11-19T08:00:00+01:00");
        csv.record(9002, "Nora Ohnepost", "", "DE", "1981-06-05", "true", "2026-11-19T08:05:00+01:00");
        csv.record(
                9003,
                "Otto Schalttag",
                "otto@example.com",
                "AT",
                mended ? "1999-02-28" : "1999-02-29",
                "false",
                "2026-11-19T08:10:00+01:00");
        csv.record(
                9004,
                "Pia " + "von und zu ".repeat(6) + "Langenfeld",
                "pia@example.com",
                "DE",
                "1970-01-01",
                "false",
                "2026-11-19T08:15:00+01:00");
        csv.raw("9005,Jérôme Latin,jerome@example.com,FR,1975-03-02,true,2026-11-19T08:20:00+01:00", ISO_8859_1);
        csv.record(9006, "", "namenlos@example.com", "CH", "1990-10-10", "false", "2026-11-19T08:25:00+01:00");
        csv.raw("9007,Quast, Rita,rita@example.com,DE,1968-12-24,false,2026-11-19T08:30:00+01:00", csv.charset());
    }

    static void products(Csv csv) {
        csv.record(
                901, "0b54cf2e-6d3f-4c2a-9a3e-0f1f5f0d7a01", "Palast Süden", "12345678901234,00", "1,000", "t", "{}");
        csv.record(902, "0b54cf2e-6d3f-4c2a-9a3e-0f1f5f0d7a02", "Unikat Köln", "auf Anfrage", "1,000", "t", "{}");
        csv.record(903, "0b54cf2e-6d3f-4c2a", "Halbe Kennung", "9,90", "0,500", "t", "{}");
        csv.record(
                904, "0b54cf2e-6d3f-4c2a-9a3e-0f1f5f0d7a04", "Offene Klammer", "9,90", "0,500", "t", "{\"colour\": ");
        csv.record(905, "0b54cf2e-6d3f-4c2a-9a3e-0f1f5f0d7a05", "Vielleicht", "9,90", "0,500", "maybe", "{}");
    }

    static void orders(Csv csv) {
        csv.record(590_001, 1, "2026-11-19", "19.11.2026 12:00:00", "LOST", "");
        csv.record(590_002, 2, "2026-11-19", "19.11.2026 25:61:00", "PAID", "");
    }

    static void lines(Csv csv) {
        csv.record(9_900_001, 500_001, 1, "2x", "12,50");
        csv.record(9_900_002, 500_001, 2, 2_000_000_000, "9999999999,99");
        csv.record(9_900_003, 500_001, 3, "", "12,50");
    }
}
