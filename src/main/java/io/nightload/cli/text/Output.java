package io.nightload.cli.text;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The two streams of the program: results go to {@code out}, and what is said on the way (progress, notes, errors) to
 * {@code err}, so that a result can be piped.
 */
public final class Output {

    private final PrintStream out;
    private final PrintStream err;
    private final Terminal outTerminal;
    private final Terminal errTerminal;

    public Output(PrintStream out, Terminal outTerminal, PrintStream err, Terminal errTerminal) {
        this.out = out;
        this.outTerminal = outTerminal;
        this.err = err;
        this.errTerminal = errTerminal;
    }

    /** The process's own streams, in UTF-8. */
    public static Output ofProcess(Map<String, String> environment) {
        TerminalDetection terminals = new TerminalDetection(environment);
        return new Output(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                terminals.standardOutput(),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                terminals.standardError());
    }

    public PrintStream out() {
        return out;
    }

    public PrintStream err() {
        return err;
    }

    public Terminal outTerminal() {
        return outTerminal;
    }

    public Terminal errTerminal() {
        return errTerminal;
    }

    public void print(List<String> lines) {
        lines.forEach(out::println);
    }

    public void complain(String line) {
        err.println(line);
    }

    public Output withoutColour() {
        return new Output(out, plain(outTerminal), err, plain(errTerminal));
    }

    private static Terminal plain(Terminal terminal) {
        return new Terminal(terminal.interactive(), false, terminal.width());
    }
}
