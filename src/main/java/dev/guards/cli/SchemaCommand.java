package dev.guards.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** {@code guards schema}: the JSON Schema of {@code guards.yaml}, for editors. */
final class SchemaCommand implements Command {
    static final List<String> FLAGS = List.of();
    static final List<String> VALUED = List.of();
    static final String RESOURCE = "/dev/guards/config/guards.schema.json";

    @Override
    public int run(Arguments arguments, Terminal terminal) throws UsageException {
        if (!arguments.operands().isEmpty()) {
            throw new UsageException("schema takes no operand; it prints the schema of guards.yaml");
        }
        try (InputStream schema = SchemaCommand.class.getResourceAsStream(RESOURCE)) {
            schema.transferTo(terminal.out());
            return OK;
        } catch (IOException e) {
            throw new IllegalStateException("the schema cannot be read from the jar", e);
        }
    }
}
