package dev.understudy.targets.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written where the kernel bounds groups of processes, by version; the files here are no kernel's. */
final class ControlGroupsTest {

    private static final Bounds BOUNDS = new Bounds(40, 600L << 20, 32L << 20, 256);
    private static final String USER = "us-abcdef-staging";

    @TempDir
    Path root;

    private Path mounts;
    private Path own;

    @BeforeEach
    void proc() throws IOException {
        mounts = root.resolve("mountinfo");
        own = root.resolve("cgroup");
        Files.writeString(own, "0::/\n");
    }

    @Test
    void ofTheSecondVersionAreMadeAtTheTop() throws IOException {
        Path top = Files.createDirectories(root.resolve("unified"));
        Files.writeString(mounts, "36 35 0:30 / " + top + " rw - cgroup2 cgroup2 rw\n");
        Files.writeString(top.resolve("cgroup.controllers"), "cpuset cpu io memory pids\n");
        Files.writeString(top.resolve("cgroup.subtree_control"), "memory\n");
        Path ours = Files.createDirectories(top.resolve("understudy"));
        Files.writeString(ours.resolve("cgroup.subtree_control"), "");
        Path group = Files.createDirectories(ours.resolve(USER));
        for (String file : List.of("pids.max", "memory.max", "memory.swap.max", "cpu.weight")) {
            Files.writeString(group.resolve(file), "");
        }

        List<Path> members = new ControlGroups(mounts, own).make(USER, BOUNDS, true);

        assertThat(members).containsExactly(group.resolve("cgroup.procs"));
        assertThat(group.resolve("pids.max")).hasContent("40");
        assertThat(group.resolve("memory.max")).hasContent(Long.toString(600L << 20));
        assertThat(group.resolve("memory.swap.max")).hasContent("0");
        assertThat(group.resolve("cpu.weight")).hasContent("10");
        // A kernel without the controller has no such file, and none is made.
        assertThat(group.resolve("io.weight")).doesNotExist();
        // The kernel takes one at a time; the last that was written here stays to be seen.
        assertThat(top.resolve("cgroup.subtree_control")).hasContent("+io");
        assertThat(ours.resolve("cgroup.subtree_control")).hasContent("+io");
    }

    @Test
    void ofTheSecondVersionWithoutWhatBoundsAreLeftOut() throws IOException {
        Path top = Files.createDirectories(root.resolve("unified"));
        Files.writeString(mounts, "36 35 0:30 / " + top + " rw - cgroup2 cgroup2 rw\n");
        Files.writeString(top.resolve("cgroup.controllers"), "hugetlb\n");

        assertThat(new ControlGroups(mounts, own).make(USER, BOUNDS, true)).isEmpty();
        assertThat(top.resolve("understudy")).doesNotExist();
    }

    @Test
    void whatCannotBeMadeIsLeftOut() throws IOException {
        Files.writeString(mounts, "36 35 0:30 / /proc rw - cgroup2 cgroup2 rw\nno line of mounts\n");

        assertThat(new ControlGroups(mounts, own).make(USER, BOUNDS, true)).isEmpty();
    }
}
