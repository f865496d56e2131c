package dev.guards.cli;

/** What {@code --help} and {@code --version} print. */
final class Help {
    private static final String TEXT = """
            guards proves, from files alone, whether dashboards and rules can return data from the stack of the same repository.

            usage: guards [check] [PATH...] [options]     check a directory (default: the current one) or a file;
                                                      with - also the manifests on standard input
                   guards list                            every guard and its rules
                   guards explain RULE|GUARD              what a rule reports, why, and how to fix it
                   guards inventory [METRIC]              what the stack produces, and from where
                   guards query|why EXPR [PATH]           verdict, labels and proof for one expression
                   guards parse [EXPR]                    parse PromQL, LogQL or a series (--lang), --jsonl for many
                   guards fmt [EXPR]                      pretty-print a query, or with --write those of files
                   guards relabel · pipeline              run relabel rules or log stages on given labels
                   guards catalog [EXPORTER]              exporters that are known, and their metrics
                   guards snapshot                        capture what an exporter really exposes
                   guards init                            write a commented guards.yaml from what is detected
                   guards hook install|uninstall          a pre-commit hook of plain git that runs guards
                   guards schema [report]                 the JSON Schema of guards.yaml, or of the JSON report
                   guards completion bash|zsh|fish        a script for the shell

            options of check:
              --semantic            prove queries against the stack, not only files by themselves
              --env NAME|all        the environment to check against, when there are several
              --guard ID            only this guard (repeatable)
              --format NAME[=FILE]  console, json, sarif, junit, github, gitlab, checkstyle, markdown, html (repeatable)
              --output FILE         where the one format goes
              --fail-on SEVERITY    error (default), warning or info
              --strict              list queries whose verdict is unknown, with what would settle them
              --baseline FILE       set aside what the file lists; --update-baseline writes it
              --changed-since REV   only what may be due to changes since a commit of git
              --staged              the same for what is staged; reads the index, not the work tree
              --quiet               only findings that fail the run, as a hook shows them
              --allow-outside       read what links, includes and mounts lead to outside of PATH

            exit codes: 0 nothing at or above --fail-on · 1 findings · 2 could not do all of the work
            """;

    private Help() {
    }

    static int print(Terminal terminal) {
        terminal.out().print(TEXT);
        return Command.OK;
    }

    static int version(Terminal terminal) {
        String version = Help.class.getPackage().getImplementationVersion();
        terminal.out().println("guards " + (version == null ? "development" : version));
        return Command.OK;
    }
}
