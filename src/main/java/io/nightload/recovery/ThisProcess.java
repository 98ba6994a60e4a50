package io.nightload.recovery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** As whom this process leaves its name in the control database, and what it can tell of others on its machine. */
public final class ThisProcess {

    private static final Path PROC = Path.of("/proc");

    /** Of {@code /proc/PID/stat} behind the command's name, which may hold blanks: the time in ticks since boot. */
    private static final int START_TIME = 19;

    private ThisProcess() {}

    /** {@code user@host}. */
    public static String person() {
        return System.getProperty("user.name") + "@" + host();
    }

    /** {@code on HOST, process ID}. */
    static String shown() {
        return "on " + host() + ", process " + ProcessHandle.current().pid();
    }

    static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "an unnamed host";
        }
    }

    /**
     * Where process ids mean the same as here: this boot of the kernel, the namespace, because containers may share a host's
     * name, and the user, because a system may hide the processes of others. Where the system tells neither boot nor namespace, the
     * host's name.
     */
    static String machine() {
        try {
            return Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip() + " "
                    + Files.readSymbolicLink(PROC.resolve("self/ns/pid")) + " " + System.getProperty("user.name");
        } catch (IOException e) {
            return host();
        }
    }

    static String born() {
        return born(ProcessHandle.current().pid());
    }

    /** Whether a process of this machine is gone, also where another one has its id now. */
    static boolean isGone(long pid, String born) {
        return ProcessHandle.of(pid).isEmpty() || !born(pid).equals(born);
    }

    /** Counted in the kernel's ticks, which a clock that is set does not change; empty where the system does not tell. */
    private static String born(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[START_TIME];
        } catch (IOException e) {
            return "";
        }
    }
}
