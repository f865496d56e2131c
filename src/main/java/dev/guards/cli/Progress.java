package dev.guards.cli;

/** Says on standard error what a run is at when it takes longer than a second, if a person looks at the terminal. */
final class Progress implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 1000;

    private final Thread speaker;
    private volatile String step = "";

    private Progress(Terminal terminal) {
        speaker = terminal.interactive() ? new Thread(() -> speak(terminal), "progress") : null;
        if (speaker != null) {
            speaker.setDaemon(true);
            speaker.start();
        }
    }

    static Progress of(Terminal terminal) {
        return new Progress(terminal);
    }

    void now(String what) {
        step = what;
    }

    private void speak(Terminal terminal) {
        try {
            for (String said = ""; ; said = step) {
                Thread.sleep(PATIENCE_MILLIS);
                if (!step.equals(said)) {
                    terminal.err().println("guards: " + step + " ...");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (speaker != null) {
            speaker.interrupt();
        }
    }
}
