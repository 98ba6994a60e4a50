package io.nightload.entity;

/** A processor reads an association that is not loaded: Hibernate would load it now, and again for each row. */
public final class UnplannedLoadException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String association;

    public UnplannedLoadException(String association, String message) {
        super(message);
        this.association = association;
    }

    /** Its class and attribute: {@code com.acme.Order.lines}. */
    public String association() {
        return association;
    }
}
