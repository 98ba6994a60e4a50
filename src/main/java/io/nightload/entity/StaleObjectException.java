package io.nightload.entity;

/** An object of an earlier chunk came again: what it says was read before that chunk ended, and it was written with it. */
public final class StaleObjectException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String entity;
    private final String key;
    private final long chunk;

    StaleObjectException(String entity, String key, long chunk, long now) {
        super(entity + " " + key + " is stale: it is an object of chunk " + chunk + ", handed on again in chunk " + now
                + ". An object lives for its chunk: keep the values or the key that are needed later, not the object, and"
                + " make a new one of them");
        this.entity = entity;
        this.key = key;
        this.chunk = chunk;
    }

    /** The name of its class. */
    public String entity() {
        return entity;
    }

    public String key() {
        return key;
    }

    /** The chunk that it is of, from 1, counted from where this execution began. */
    public long chunk() {
        return chunk;
    }
}
