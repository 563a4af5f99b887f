package dev.understudy.it;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives the tests of a class a copy of the production that all classes share; removed after the last test of the class. */
final class SharedProduction implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SampleProduction.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return ofClass(context)
                .getStore(Namespace.create(SharedProduction.class))
                .computeIfAbsent(SampleProduction.class, key -> SampleProduction.copy(), SampleProduction.class);
    }

    /** The context of the test class, whose end closes what is in its store. */
    private static ExtensionContext ofClass(ExtensionContext context) {
        return context.getParent()
                .filter(parent -> parent.getTestClass().isPresent())
                .map(SharedProduction::ofClass)
                .orElse(context);
    }
}
