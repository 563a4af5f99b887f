package dev.understudy.model.config;

import java.nio.file.Path;

/** The annotated reference that the manual shows. */
final class Reference {

    static final Path FILE = Path.of("../docs/understudy.yaml");

    private Reference() {}
}
