package dev.guards.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** {@code guards schema [report]}: the JSON Schema of {@code guards.yaml}, for editors, or that of the JSON report. */
final class SchemaCommand implements Command {
    static final List<String> FLAGS = List.of();
    static final List<String> VALUED = List.of();
    static final String RESOURCE = "/dev/guards/config/guards.schema.json";
    static final String REPORT_RESOURCE = "/dev/guards/report/report.schema.json";

    @Override
    public int run(Arguments arguments, Terminal terminal) throws UsageException {
        boolean report = arguments.operands().equals(List.of("report"));
        if (!report && !arguments.operands().isEmpty()) {
            throw new UsageException("schema prints the schema of guards.yaml, and schema report that of --format json; it takes no other operand");
        }
        try (InputStream schema = SchemaCommand.class.getResourceAsStream(report ? REPORT_RESOURCE : RESOURCE)) {
            schema.transferTo(terminal.out());
            return OK;
        } catch (IOException e) {
            throw new IllegalStateException("the schema cannot be read from the jar", e);
        }
    }
}
