package io.nightload.connection;

import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a connection could not be had.
 *
 * @param reason in the server's or the network's own words
 * @param advice what to check
 * @param lasting whether another try changes nothing
 */
record Diagnosis(String reason, String advice, boolean lasting) {

    private static final String CONNECTION_FAILURE = "08006";

    static Diagnosis of(SQLException failure) {
        Throwable network = networkCause(failure);
        if (network != null) {
            return ofNetwork(network);
        }
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        String reason = oneLine(failure.getMessage()) + (state.isEmpty() ? "" : " (SQLSTATE " + state + ")");
        if (isDistrust(failure, state)) {
            return new Diagnosis(
                    reason,
                    "check that sslrootcert in the URL is the certificate of the authority that signed the server's, and"
                            + " that the host is called as the server's certificate says",
                    true);
        }
        boolean lasting = state.equals(Pooler.NOT_SUPPORTED) || state.startsWith("28") || state.startsWith("3D");
        return new Diagnosis(reason, advice(state), lasting);
    }

    /** Whether it was not the network that failed, but what the server showed of itself or what it was to be held against. */
    private static boolean isDistrust(SQLException failure, String state) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof GeneralSecurityException || cause instanceof FileNotFoundException) {
                return true;
            }
        }
        // The driver says so of a host's name without a cause.
        return state.equals(CONNECTION_FAILURE) && failure.getCause() == null;
    }

    private static Diagnosis ofNetwork(Throwable network) {
        if (network instanceof UnknownHostException) {
            return new Diagnosis(
                    "the host " + network.getMessage() + " is not known", "check the host's name in the URL", false);
        }
        if (network instanceof SocketTimeoutException) {
            return new Diagnosis(
                    "no answer in time",
                    "check that host and port are right, that the server is up, and that no firewall stands between",
                    false);
        }
        return new Diagnosis(
                "nothing accepts connections there ("
                        + oneLine(network.getMessage()).toLowerCase(Locale.ROOT) + ")",
                "check that the server runs, that host and port are right, and that it listens on that address",
                false);
    }

    private static String advice(String state) {
        return switch (state) {
            case "28P01" -> "check the user's name and password";
            case "28000" ->
                "check that the user exists and may log in, and that the server's pg_hba.conf lets it in from here";
            case "3D000" -> "check the database's name in the URL, or create the database";
            case "42501" -> "the user needs the privilege CONNECT on the database";
            case "53300" -> "the server has no connection left: raise its max_connections, or close other clients";
            case "57P03" -> "the server is starting or stopping: try again in a moment";
            case "08004" ->
                "check that the server speaks TLS where sslmode asks for it, and that its pg_hba.conf lets this user in";
            case Pooler.NOT_SUPPORTED ->
                "name the server itself in the URL, or set pool_mode = session in pgbouncer.ini for this user";
            case "08001" -> "check that the URL is right, and that the driver's jar is in the folder lib/ beside jobs/";
            default -> "check URL, user and password, and the server's log";
        };
    }

    private static @Nullable Throwable networkCause(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof ConnectException
                    || t instanceof UnknownHostException
                    || t instanceof SocketTimeoutException
                    || t instanceof NoRouteToHostException) {
                return t;
            }
        }
        return null;
    }

    static String oneLine(@Nullable String message) {
        return message == null ? "no reason given" : message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
