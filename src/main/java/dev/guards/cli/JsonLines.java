package dev.guards.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Requests on standard input, one JSON object on each line; a line that cannot be read does not end the run. */
final class JsonLines {
    /** Answers one line. */
    interface Handler {
        /** Writes the answer and returns the exit code that the line asks for. */
        int answer(String line) throws IOException;
    }

    private JsonLines() {
    }

    /** Answers every line that is not blank and returns the highest exit code. */
    static int answer(Terminal terminal, Handler handler) throws IOException {
        int code = Command.OK;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    code = Math.max(code, handler.answer(line));
                }
            }
        }
        return code;
    }
}
