package dev.guards.cli;

import dev.guards.guard.Guard;
import dev.guards.guard.Guards;
import dev.guards.guard.Rule;
import dev.guards.guard.SimpleGuard;

/** {@code guards list}: every guard and its rules. */
final class ListCommand implements Command {
    @Override
    public int run(Arguments arguments, Terminal terminal) {
        for (Guard guard : Guards.all()) {
            terminal.out().println(guard.id() + " (" + (guard instanceof SimpleGuard ? "simple" : "semantic") + "): " + guard.summary());
            for (Rule rule : guard.rules()) {
                String padding = " ".repeat(Math.max(1, 36 - rule.id().length()));
                terminal.out().println("  " + rule.severity().word() + " ".repeat(8 - rule.severity().word().length())
                        + rule.id() + padding + rule.summary());
            }
        }
        return OK;
    }
}
