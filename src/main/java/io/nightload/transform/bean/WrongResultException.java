package io.nightload.transform.bean;

/** A bean gave what its row cannot take; the message goes on behind "gives". */
final class WrongResultException extends RuntimeException {

    private static final long serialVersionUID = 1;

    WrongResultException(String what) {
        super(what);
    }
}
