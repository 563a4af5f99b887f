package dev.understudy.targets.installation;

import dev.understudy.targets.host.ForeignTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Files that are copied once: what is called by its content's sum never changes. Whoever writes there meanwhile may put
 * anything in their place; nothing from elsewhere is copied.
 */
record FilestoreMirror(Path from, Path to) {

    /** Odoo removes what no row names any more, at any moment: then it is begun anew, with what is copied already. */
    private static final int TRIES = 5;

    /** Copies what is not there yet; how many files that were. */
    long bringOver() throws IOException {
        AtomicLong copied = new AtomicLong();
        int tried = 1;
        while (!brought(copied, tried == TRIES)) {
            tried++;
        }
        return copied.get();
    }

    private boolean brought(AtomicLong copied, boolean last) throws IOException {
        try {
            bring(copied);
            return true;
        } catch (NoSuchFileException collected) {
            if (last) {
                throw collected;
            }
            return false;
        }
    }

    private void bring(AtomicLong copied) throws IOException {
        Files.createDirectories(to);
        new ForeignTree(from).read(List.of(), (name, content) -> {
            Path target = to.resolve(name);
            if (Files.exists(target)) {
                return;
            }
            Files.createDirectories(target.getParent());
            Path fresh = target.resolveSibling(".being-copied");
            Files.copy(content, fresh, StandardCopyOption.REPLACE_EXISTING);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            copied.incrementAndGet();
        });
    }
}
