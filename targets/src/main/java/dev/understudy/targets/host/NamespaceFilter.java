package dev.understudy.targets.host;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A filter of system calls (seccomp) with which no process makes a user namespace of its own, in which it would be root and
 * come to parts of the kernel that are not for everybody. bubblewrap's own way to forbid them asks for one itself, in which
 * there is no other user to become.
 */
public final class NamespaceFilter {

    private static final int NEW_USER = 0x1000_0000;
    private static final int ALLOW = 0x7fff_0000;
    private static final int REFUSE = 0x0005_0000;
    private static final int NOT_PERMITTED = 1;
    private static final int NO_SUCH_CALL = 38;

    /** Numbers from here on are calls of another kind (x32). */
    private static final int OTHER_KIND = 0x4000_0000;

    private static final int LOAD = 0x20;
    private static final int EQUAL = 0x15;
    private static final int AT_LEAST = 0x35;
    private static final int HAS_BITS = 0x45;
    private static final int RETURN = 0x06;

    /** Where struct seccomp_data has the call's number, the architecture, and the lower half of the first argument. */
    private static final int NUMBER = 0;

    private static final int ARCHITECTURE = 4;
    private static final int ARGUMENT = 16;

    /** clone3 passes its flags where no filter can read them; the C library falls back on clone. */
    private static final int CLONE3 = 435;

    private record Calls(int architecture, int fork, int unshare, int setns) {}

    private static final Map<String, Calls> CALLS = Map.of(
            "amd64", new Calls(0xC000_003E, 56, 272, 308),
            "aarch64", new Calls(0xC000_00B7, 220, 97, 268));

    private NamespaceFilter() {}

    /**
     * Writes the filter into a folder, where it is not there yet.
     *
     * @return the file; empty for a kind of processor whose calls are not known here
     */
    public static Optional<Path> in(Host host, Path folder) {
        return Optional.ofNullable(CALLS.get(System.getProperty("os.arch"))).map(calls -> {
            Path file = folder.resolve("system-calls.bpf");
            if (!host.exists(file)) {
                host.require(Command.of(
                                "sh",
                                "-c",
                                "mkdir -p -- \"$2\" && base64 -d >\"$1.new\" && mv -T -- \"$1.new\" \"$1\"",
                                "sh",
                                file,
                                folder)
                        .withInput(Base64.getEncoder().encodeToString(program(calls))));
            }
            return file;
        });
    }

    private static byte[] program(Calls calls) {
        List<Instruction> instructions = List.of(
                new Instruction(LOAD, 0, 0, ARCHITECTURE),
                new Instruction(EQUAL, 0, 11, calls.architecture()),
                new Instruction(LOAD, 0, 0, NUMBER),
                new Instruction(AT_LEAST, 9, 0, OTHER_KIND),
                new Instruction(EQUAL, 8, 0, CLONE3),
                new Instruction(EQUAL, 6, 0, calls.setns()),
                new Instruction(EQUAL, 2, 0, calls.fork()),
                new Instruction(EQUAL, 1, 0, calls.unshare()),
                new Instruction(RETURN, 0, 0, ALLOW),
                new Instruction(LOAD, 0, 0, ARGUMENT),
                new Instruction(HAS_BITS, 1, 0, NEW_USER),
                new Instruction(RETURN, 0, 0, ALLOW),
                new Instruction(RETURN, 0, 0, REFUSE | NOT_PERMITTED),
                new Instruction(RETURN, 0, 0, REFUSE | NO_SUCH_CALL));
        ByteBuffer bytes = ByteBuffer.allocate(instructions.size() * 8).order(ByteOrder.nativeOrder());
        for (Instruction one : instructions) {
            bytes.putShort((short) one.code())
                    .put((byte) one.yes())
                    .put((byte) one.no())
                    .putInt(one.value());
        }
        return bytes.array();
    }

    /**
     * One of the filter's.
     *
     * @param yes how many others are passed over when it holds
     * @param no when it does not
     */
    private record Instruction(int code, int yes, int no, int value) {}
}
