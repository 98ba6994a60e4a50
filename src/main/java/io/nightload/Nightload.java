package io.nightload;

/** The program. */
public final class Nightload {

    private Nightload() {}

    public static void main(String[] args) {
        System.out.println("nightload");
    }
}
