package io.nightload.recovery;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** As whom this process leaves its name in the control database. */
public final class ThisProcess {

    private ThisProcess() {}

    /** {@code user@host}. */
    public static String person() {
        return System.getProperty("user.name") + "@" + host();
    }

    static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "an unnamed host";
        }
    }
}
