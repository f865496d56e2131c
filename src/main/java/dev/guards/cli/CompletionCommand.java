package dev.guards.cli;

import dev.guards.guard.Guard;
import dev.guards.guard.Guards;
import dev.guards.report.Formats;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code guards completion bash|zsh|fish}: a script that completes commands, options and their values. */
final class CompletionCommand implements Command {
    static final List<String> FLAGS = List.of();
    static final List<String> VALUED = List.of();
    static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    /** Options by command; of those with a value and those without. */
    private final Map<String, List<String>> options = new LinkedHashMap<>();
    /** Words by option, or by command for its first operand. */
    private final Map<String, List<String>> words = new LinkedHashMap<>();

    CompletionCommand() {
        command("check", CheckCommand.FLAGS, CheckCommand.VALUED);
        command("list", List.of(), List.of());
        command("explain", List.of(), List.of());
        command("inventory", InventoryCommand.FLAGS, InventoryCommand.VALUED);
        command("query", QueryCommand.FLAGS, QueryCommand.VALUED);
        command("why", QueryCommand.FLAGS, QueryCommand.VALUED);
        command("parse", ParseCommand.FLAGS, ParseCommand.VALUED);
        command("fmt", FmtCommand.FLAGS, FmtCommand.VALUED);
        command("relabel", RelabelCommand.FLAGS, RelabelCommand.VALUED);
        command("pipeline", PipelineCommand.FLAGS, PipelineCommand.VALUED);
        command("catalog", CatalogCommand.FLAGS, CatalogCommand.VALUED);
        command("snapshot", SnapshotCommand.FLAGS, SnapshotCommand.VALUED);
        command("init", InitCommand.FLAGS, InitCommand.VALUED);
        command("hook", HookCommand.FLAGS, HookCommand.VALUED);
        command("schema", SchemaCommand.FLAGS, SchemaCommand.VALUED);
        command("completion", FLAGS, VALUED);
        List<String> guards = new ArrayList<>();
        List<String> rules = new ArrayList<>();
        for (Guard guard : Guards.all()) {
            guards.add(guard.id());
            guard.rules().forEach(rule -> rules.add(rule.id()));
        }
        words.put("--guard", guards);
        words.put("--format", Formats.NAMES);
        words.put("--fail-on", List.of("error", "warning", "info"));
        words.put("--lang", List.of("promql", "logql"));
        rules.addAll(guards);
        words.put("explain", rules);
        words.put("hook", List.of("install", "uninstall"));
        words.put("completion", SHELLS);
    }

    private void command(String name, List<String> flags, List<String> valued) {
        List<String> all = new ArrayList<>();
        flags.forEach(option -> all.add("--" + option));
        valued.forEach(option -> all.add("--" + option));
        options.put(name, all);
    }

    /** In the order of {@code --help}. */
    List<String> commands() {
        return List.copyOf(options.keySet());
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) throws UsageException {
        String shell = arguments.operands().size() == 1 ? arguments.operands().get(0) : "";
        if (!SHELLS.contains(shell)) {
            throw new UsageException("completion takes one of " + String.join(", ", SHELLS) + ", as in: source <(guards completion bash)");
        }
        terminal.out().print(shell.equals("fish") ? fish() : shell.equals("zsh") ? zsh() : bash());
        return OK;
    }

    /** Without a command the options are those of check, as when guards runs. */
    private String cases(String indent) {
        StringBuilder script = new StringBuilder();
        options.forEach((command, names) -> {
            if (!command.equals("check")) {
                script.append(indent).append(command).append(") options='").append(joined(names)).append("' operands='")
                        .append(joined(words.getOrDefault(command, List.of()))).append("' ;;\n");
            }
        });
        return script.append(indent).append("*) options='").append(joined(options.get("check"))).append("' operands='' ;;\n").toString();
    }

    private String values(String indent) {
        StringBuilder script = new StringBuilder();
        words.forEach((option, values) -> {
            if (option.startsWith("--")) {
                script.append(indent).append(option).append(") values='").append(joined(values)).append("' ;;\n");
            }
        });
        return script.toString();
    }

    private static String joined(List<String> list) {
        return String.join(" ", list);
    }

    private String bash() {
        return """
                # bash completion of guards: source <(guards completion bash)
                _guards() {
                  local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" command="${COMP_WORDS[1]}"
                  local options operands values=''
                  case "$command" in
                """ + cases("    ") + """
                  esac
                  case "$before" in
                """ + values("    ") + """
                  esac
                  if [[ -n "$values" ]]; then
                    COMPREPLY=($(compgen -W "$values" -- "$word"))
                  elif [[ "$word" == -* ]]; then
                    COMPREPLY=($(compgen -W "$options --help" -- "$word"))
                  elif [[ "$COMP_CWORD" -eq 1 ]]; then
                    COMPREPLY=($(compgen -W '%s' -- "$word") $(compgen -f -- "$word"))
                  elif [[ "$COMP_CWORD" -eq 2 && -n "$operands" ]]; then
                    COMPREPLY=($(compgen -W "$operands" -- "$word"))
                  else
                    compopt -o filenames 2>/dev/null
                    COMPREPLY=($(compgen -f -- "$word"))
                  fi
                }
                complete -F _guards guards
                """.replace("%s", joined(commands()));
    }

    private String zsh() {
        return """
                #compdef guards
                # zsh completion of guards: source <(guards completion zsh), or as _guards in a directory of $fpath
                _guards() {
                  local word="${words[CURRENT]}" before="${words[CURRENT-1]}" options operands values=''
                  case "${words[2]}" in
                """ + cases("    ") + """
                  esac
                  case "$before" in
                """ + values("    ") + """
                  esac
                  if [[ -n "$values" ]]; then
                    compadd -- ${=values}
                  elif [[ "$word" == -* ]]; then
                    compadd -- ${=options} --help
                  elif (( CURRENT == 2 )); then
                    compadd -- %s
                    _files
                  elif (( CURRENT == 3 )) && [[ -n "$operands" ]]; then
                    compadd -- ${=operands}
                  else
                    _files
                  fi
                }
                if [[ "${funcstack[1]}" == _guards ]]; then
                  _guards "$@"
                else
                  compdef _guards guards
                fi
                """.replace("%s", joined(commands()));
    }

    private String fish() {
        StringBuilder script = new StringBuilder("# fish completion of guards: guards completion fish | source\n");
        String all = joined(commands());
        script.append("complete -c guards -n 'not __fish_seen_subcommand_from ").append(all).append("' -a '").append(all).append("'\n");
        options.forEach((command, names) -> {
            String seen = command.equals("check") ? "not __fish_seen_subcommand_from " + all.substring("check ".length())
                    : "__fish_seen_subcommand_from " + command;
            for (String option : names) {
                script.append("complete -c guards -n '").append(seen).append("' -l ").append(option.substring(2));
                if (words.containsKey(option)) {
                    script.append(" -x -a '").append(joined(words.get(option))).append('\'');
                }
                script.append('\n');
            }
            if (words.containsKey(command)) {
                script.append("complete -c guards -n '").append(seen).append("' -f -a '").append(joined(words.get(command))).append("'\n");
            }
        });
        return script.toString();
    }
}
