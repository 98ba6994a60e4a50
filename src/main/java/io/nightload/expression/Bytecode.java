package io.nightload.expression;

import java.lang.invoke.MethodHandles;
import java.util.Map;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.janino.SimpleCompiler;

/**
 * From Java's text to a class of this package. The class is hidden: it may call what is package-private, no name leads to
 * it, and it is unloaded with its last expression. Names in the text are resolved by the loader of this class, which is
 * the one that knows the rest of Nightload, whether it runs from folders, from a jar or from a jar in a jar.
 */
final class Bytecode {

    private Bytecode() {}

    static Evaluator define(JavaSource source) {
        try {
            SimpleCompiler compiler = new SimpleCompiler();
            compiler.setParentClassLoader(Bytecode.class.getClassLoader());
            compiler.setTargetVersion(8);
            compiler.cook(source.toString());
            Map<String, byte[]> classes = compiler.getBytecodes();
            byte[] bytes = classes.get(JavaSource.PACKAGE + "." + JavaSource.CLASS);
            Object evaluator = MethodHandles.lookup()
                    .defineHiddenClass(bytes, true)
                    .lookupClass()
                    .getConstructor(Object[].class)
                    .newInstance((Object) source.constants());
            return (Evaluator) evaluator;
        } catch (CompileException | ReflectiveOperationException e) {
            throw new IllegalStateException("compiling the Java of expressions:\n" + source, e);
        }
    }
}
