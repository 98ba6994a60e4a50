package io.nightload.sample;

import java.util.Locale;
import java.util.Random;

/** What people, things and remarks are called in the sample. */
record Words(Random random) {

    String oneOf(String... words) {
        return words[random.nextInt(words.length)];
    }

    String person() {
        String first = oneOf(
                "Anna", "Björn", "Chloé", "Dörte", "Emil", "Frieda", "Göran", "Hélène", "Ida", "Jörg", "Käthe", "Lars",
                "Maëlle", "Nils", "Oda", "Piotr", "René", "Søren", "Théo", "Ute", "Zoë");
        String last = oneOf(
                "Müller",
                "Schmidt",
                "Weiß",
                "Fischer",
                "O'Neill",
                "Lefèvre",
                "Sørensen",
                "Çelik",
                "Nowak",
                "Huber",
                "Gruber",
                "Rossi",
                "van der Berg",
                "Keller",
                "Brandt",
                "Ångström",
                "Lindqvist",
                "Dubois",
                "Kraus");
        return first + " " + last;
    }

    /** As its owner would write it, without accents. */
    String email(String person) {
        String plain = java.text.Normalizer.normalize(person, java.text.Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z ]", "")
                .replace(' ', '.')
                .toLowerCase(Locale.ROOT);
        return plain + random.nextInt(1000) + "@" + oneOf("example.com", "example.org", "post.example.net");
    }

    String product() {
        return oneOf("Stuhl", "Tisch", "Lampe", "Vase", "Tasse", "Decke", "Uhr", "Korb", "Kissen", "Spiegel") + " "
                + oneOf("Åre", "Bodø", "Füssen", "Köln", "Orléans", "Gräfin", "Höhe", "Süden") + " "
                + (10 + random.nextInt(90));
    }

    String colour() {
        return oneOf("blue", "grün", "red", "weiß", "black", "oak");
    }

    /** Mostly none; some need quotes, some hold a line break. */
    String note() {
        return switch (random.nextInt(24)) {
            case 0 -> "please ring twice, then wait";
            case 1 -> "leave it at the \"green\" door";
            case 2 -> "first floor\nback entrance";
            case 3 -> "für Oma";
            default -> "";
        };
    }
}
