package dev.guards.environment;

import dev.guards.config.settings.Globs;
import dev.guards.config.settings.Settings.DeclaredEnvironment;
import dev.guards.text.Problem;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The files that {@code guards.yaml} lists for an environment. */
final class DeclaredFiles {
    private DeclaredFiles() {
    }

    /**
     * In the order of the globs, then of the paths; none when the environment lists none.
     *
     * @param problems takes a glob that fits no file, where the environment is known to be of this kind
     */
    static List<String> of(DeclaredEnvironment declared, List<String> files, List<Problem> problems) {
        Set<String> found = new LinkedHashSet<>();
        for (Text glob : declared.files()) {
            List<String> fit = files.stream().filter(file -> Globs.matches(glob.value(), file)).sorted().toList();
            if (fit.isEmpty() && declared.runtime() != null) {
                problems.add(new Problem("settings-invalid", glob.span(), "no " + (declared.runtime() == dev.guards.config.settings.Settings.Runtime.DOCKER
                        ? "Compose file" : "manifest") + " fits `" + glob + "`", "globs are relative to the root: `**` stands for any directories"));
            }
            found.addAll(fit);
        }
        return new ArrayList<>(found);
    }
}
