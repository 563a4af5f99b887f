package dev.understudy.it.suites;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * A test class on real parts, {@code ...IT}; whoever adds one adds a suite.
 *
 * @param className with its package
 */
record Suite(String className) {

    private static final Map<String, String> PARAMETERS =
            Map.of("junit.jupiter.extensions.autodetection.enabled", "true");

    /** Those in a folder of classes that have tests of a ring, by name. */
    static List<Suite> in(Path classes, Ring ring) {
        TestPlan plan = LauncherFactory.create()
                .discover(LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClasspathRoots(Set.of(classes)))
                        .filters(ClassNameFilter.includeClassNamePatterns(".*IT"), ring.filter())
                        .build());
        return plan.getRoots().stream()
                .flatMap(engine -> plan.getChildren(engine).stream())
                .flatMap(child -> child.getSource().stream())
                .filter(ClassSource.class::isInstance)
                .map(source -> new Suite(((ClassSource) source).getClassName()))
                .sorted(Comparator.comparing(Suite::name))
                .toList();
    }

    /** Without the package. */
    String name() {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    LauncherDiscoveryRequest request(Ring ring) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(className))
                .filters(ring.filter())
                .configurationParameters(PARAMETERS)
                .configurationParameters(ring.parameters())
                .build();
    }
}
