package dev.guards.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes the list that {@link ClassPreloader} reads: the classes that checks of several stacks load. Run by the build. */
public final class PreloadCompiler {
    private PreloadCompiler() {
    }

    /** @param paths the file to write, then the stacks; the order is that of the first */
    public static void main(String[] paths) throws IOException, ReflectiveOperationException {
        Set<String> names = loaded(paths[1]);
        for (int i = 2; i < paths.length; i++) {
            names.retainAll(loaded(paths[i]));
        }
        Files.write(Path.of(paths[0]), names);
    }

    /** The classes that a check loads, in order. */
    private static Set<String> loaded(String stack) throws IOException, ReflectiveOperationException {
        try (Recorder recorder = new Recorder((URLClassLoader) PreloadCompiler.class.getClassLoader())) {
            Constructor<?> terminal = recorder.loadClass(Terminal.class.getName())
                    .getDeclaredConstructor(InputStream.class, PrintStream.class, PrintStream.class, boolean.class);
            Method run = recorder.loadClass(Main.class.getName()).getDeclaredMethod("run", List.class, terminal.getDeclaringClass());
            terminal.setAccessible(true);
            run.setAccessible(true);
            PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
            run.invoke(null, List.of("--semantic", stack), terminal.newInstance(InputStream.nullInputStream(), nowhere, nowhere, false));
            return recorder.names;
        }
    }

    /** Loads the program anew, apart from the one that the build runs. */
    private static final class Recorder extends URLClassLoader {
        private final Set<String> names = new LinkedHashSet<>();

        Recorder(URLClassLoader program) {
            super(program.getURLs(), ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            Class<?> found = super.findClass(name);
            names.add(name);
            return found;
        }
    }
}
