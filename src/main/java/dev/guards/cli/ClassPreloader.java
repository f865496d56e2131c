package dev.guards.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Loads the classes of a semantic check on a second thread, in the order in which the check will want them: a third of the time of a
 * small stack goes into reading and verifying classes. Only a head start: nothing is initialized, and what is missing or fails here is
 * loaded where it is used.
 */
final class ClassPreloader {
    /** Written by {@link PreloadCompiler}; absent where the classes were compiled by something else than the build. */
    static final String LIST = "preload.txt";

    private ClassPreloader() {
    }

    static void start() {
        Thread thread = new Thread("class preloader") {
            @Override
            public void run() {
                load();
            }
        };
        thread.setDaemon(true);
        thread.start();
    }

    private static void load() {
        ClassLoader loader = ClassPreloader.class.getClassLoader();
        try (InputStream list = ClassPreloader.class.getResourceAsStream(LIST)) {
            if (list == null) {
                return;
            }
            // A stream, so that what the JVM spins for the first lambdas is there too when the check comes to its own.
            new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8)).lines().forEach(name -> load(name, loader));
        } catch (IOException | UncheckedIOException e) {
            // The check itself will say what is wrong, if it needs the class.
        }
    }

    private static void load(String name, ClassLoader loader) {
        try {
            // Asking for its constructors links the class, which is where the verification happens.
            Class.forName(name, false, loader).getDeclaredConstructors();
        } catch (ClassNotFoundException | LinkageError e) {
            // As above.
        }
    }
}
