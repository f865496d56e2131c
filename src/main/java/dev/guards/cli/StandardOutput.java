package dev.guards.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * Standard output that remembers why it could not be written, which a print stream does not tell. A reader that has seen enough
 * ({@code guards ... | head -1}) is no failure; nothing is written to it any more.
 */
final class StandardOutput extends FilterOutputStream {
    private boolean closed;
    private String failure;

    StandardOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
        if (closed) {
            return;
        }
        try {
            out.write(bytes, start, length);
        } catch (IOException e) {
            closed = true;
            String reason = String.valueOf(e.getMessage());
            // No class of its own: the system's words for EPIPE are all that Java passes on.
            failure = reason.toLowerCase(Locale.ROOT).contains("pipe") ? null : reason;
        }
    }

    /** What the system said; null when all was written, or the reader wanted no more. */
    String failure() {
        return failure;
    }
}
