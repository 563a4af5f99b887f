package dev.understudy.targets.installation;

import dev.understudy.targets.host.ForeignTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Files that are copied once: what is called by its content's sum never changes. Whoever administers that Odoo writes in there
 * meanwhile: of what he has put in their place, nothing is copied.
 */
record FilestoreMirror(ForeignTree from, Path to) {

    /** Copies what is not there yet; how many files that were. */
    long bringOver() throws IOException {
        AtomicLong copied = new AtomicLong();
        Files.createDirectories(to);
        from.read(List.of(), (name, bytes, content) -> {
            Path target = to.resolve(name);
            if (there(target, bytes)) {
                return;
            }
            Files.createDirectories(target.getParent());
            Path fresh = target.resolveSibling(".being-copied");
            Files.copy(content, fresh, StandardCopyOption.REPLACE_EXISTING);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            copied.incrementAndGet();
        });
        return copied.get();
    }

    /** What is not there yet. */
    Fresh fresh() throws IOException {
        AtomicLong files = new AtomicLong();
        AtomicLong all = new AtomicLong();
        from.read(List.of(), (name, bytes, content) -> {
            if (!there(to.resolve(name), bytes)) {
                files.incrementAndGet();
                all.addAndGet(bytes);
            }
        });
        return new Fresh(files.get(), all.get());
    }

    /** Files that are not there yet, and their bytes. */
    record Fresh(long files, long bytes) {}

    private static boolean there(Path target, long bytes) throws IOException {
        return Files.isRegularFile(target) && Files.size(target) == bytes;
    }
}
