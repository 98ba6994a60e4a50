package io.nightload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Stands between a program and its PostgreSQL, and cuts a connection at a moment that only who reads along can find. */
final class CuttingProxy implements AutoCloseable {

    /** Where a connection is cut. */
    enum Moment {
        IN_A_COPY,
        /** Behind a COMMIT that the server has carried out and answered, before the answer arrives. */
        BEFORE_THE_ANSWER_TO_A_COMMIT
    }

    private static final int BUFFER = 1 << 16;

    /** As a message of its own, or as the text of one that is prepared without a name. */
    private static final Pattern COMMIT = Pattern.compile("[\0\u000b]COMMIT\0");

    private final ServerSocket listening;
    private final String server;
    private final int port;
    private final List<Pair> pairs = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Moment> wanted = new AtomicReference<>();

    /** @param url of a database of the server */
    CuttingProxy(String url) {
        URI target = URI.create(url.substring("jdbc:".length()));
        server = target.getHost();
        port = target.getPort();
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        inBackground(this::accept);
    }

    /** The same database, by way of the proxy. Nothing is prepared on the server, so that each COMMIT can be read. */
    String url(String direct) {
        return "jdbc:postgresql://" + listening.getInetAddress().getHostAddress() + ":" + listening.getLocalPort()
                + URI.create(direct.substring("jdbc:".length())).getPath() + "?prepareThreshold=0";
    }

    /** Cuts the next connection that comes to this moment. */
    void cut(Moment moment) {
        wanted.set(moment);
    }

    boolean hasCut() {
        return wanted.get() == null;
    }

    /** Cuts no more. */
    void letBe() {
        wanted.set(null);
    }

    private void accept() throws IOException {
        while (!listening.isClosed()) {
            Socket client = listening.accept();
            try {
                Pair pair = new Pair(client, new Socket(server, port));
                pairs.add(pair);
                inBackground(pair::forward);
                inBackground(pair::back);
            } catch (IOException e) {
                client.close(); // the server is away
            }
        }
    }

    /** What a thread does until its sockets are closed. */
    @FunctionalInterface
    private interface Pump {
        void run() throws IOException;
    }

    private static void inBackground(Pump pump) {
        Thread thread = new Thread(
                () -> {
                    try {
                        pump.run();
                    } catch (IOException closed) {
                        // by either side, or by a cut: what the pump was for is over
                    }
                },
                "cutting proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private final class Pair {
        private final Socket client;
        private final Socket behind;
        private volatile boolean copying;
        private volatile boolean answerIsLost;

        Pair(Socket client, Socket behind) {
            this.client = client;
            this.behind = behind;
        }

        void forward() throws IOException {
            try (client;
                    behind;
                    InputStream in = client.getInputStream();
                    OutputStream out = behind.getOutputStream()) {
                byte[] buffer = new byte[BUFFER];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    if (copying && wanted.compareAndSet(Moment.IN_A_COPY, null)) {
                        out.write(buffer, 0, n / 2);
                        return;
                    }
                    look(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
                    out.write(buffer, 0, n);
                }
            }
        }

        private void look(String sent) {
            copying = sent.contains("FROM STDIN");
            if (COMMIT.matcher(sent).find() && wanted.compareAndSet(Moment.BEFORE_THE_ANSWER_TO_A_COMMIT, null)) {
                answerIsLost = true;
            }
        }

        void back() throws IOException {
            try (client;
                    behind;
                    InputStream in = behind.getInputStream();
                    OutputStream out = client.getOutputStream()) {
                byte[] buffer = new byte[BUFFER];
                for (int n = in.read(buffer); n >= 0 && !answerIsLost; n = in.read(buffer)) {
                    out.write(buffer, 0, n);
                }
            }
        }

        void close() {
            try {
                client.close();
                behind.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        pairs.forEach(Pair::close);
    }
}
