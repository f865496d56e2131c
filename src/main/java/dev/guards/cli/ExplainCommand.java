package dev.guards.cli;

import dev.guards.guard.Guard;
import dev.guards.guard.GuardPage;
import dev.guards.guard.Guards;
import dev.guards.guard.Rule;
import dev.guards.text.Suggest;
import java.util.ArrayList;
import java.util.List;

/** {@code guards explain RULE|GUARD}: the guard's page. */
final class ExplainCommand implements Command {
    @Override
    public int run(Arguments arguments, Terminal terminal) throws UsageException {
        if (arguments.operands().size() != 1) {
            throw new UsageException("explain takes one rule or guard; guards list names them");
        }
        String wanted = arguments.operands().get(0);
        List<String> known = new ArrayList<>();
        for (Guard guard : Guards.all()) {
            known.add(guard.id());
            boolean matches = guard.id().equals(wanted);
            for (Rule rule : guard.rules()) {
                known.add(rule.id());
                if (rule.id().equals(wanted)) {
                    terminal.out().println(rule.id() + " (" + rule.severity().word() + ", reported by " + guard.id() + "): "
                            + rule.summary() + "\n");
                    matches = true;
                }
            }
            if (matches) {
                terminal.out().print(GuardPage.of(guard).text());
                return OK;
            }
        }
        String near = Suggest.nearest(wanted, known);
        throw new UsageException("no rule or guard is called " + wanted + (near == null ? "" : "; did you mean " + near + "?"));
    }
}
