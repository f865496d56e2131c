package dev.guards.catalog.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.text.Source;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellMetricsTest {
    private static List<String> found(String script) {
        List<Declaration> found = new ArrayList<>();
        ShellMetrics.scan(new Source("x.sh", script), found);
        return found.stream().map(d -> d.name() + " " + d.type().word() + " " + d.labels()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "echo \"disk_used{id=\\\"$ID\\\", path=\\\"/var\\\"} 1\" > /t/a.prom",
        "echo disk_used{id=\\\"$ID\\\",path=\\\"/\\\"} $(df / | tail -1) >> \"$FILE\"",
        "echo -n 'disk_used{id=\"a\",path=\"}\"} 4.5e3'",
        "printf 'disk_used{id=\"%s\",path=\"%s\"} %d\\n' \"$id\" \"$path\" \"$value\"",
        "printf '%s\\n' \"disk_used{id=\\\"1\\\",path=\\\"2\\\"} ${used:-0}\"",
        "cat <<EOF > a.prom\ndisk_used{id=\"$ID\",path=\"$P\"} $V\nEOF\necho done",
        "cat > a.prom <<-'END'\n\tdisk_used{id=\"a\",path=\"b\"} 1 1700000000\n\tEND",
        "METRICS=\"disk_used{id=\\\"a\\\",path=\\\"b\\\"} ${x}\"",
        "out+=\"disk_used{id=\\\"a\\\",path=\\\"b\\\"} ${x}\\n\"",
        "if x; then echo \"disk_used{id=\\\"$(hostname)\\\",path=\\\"`pwd`\\\"} 1\"; fi | sponge a.prom",
    })
    void readsSamplesHoweverTheyAreWritten(String script) {
        assertThat(found(script)).containsExactly("disk_used untyped [id, path]");
    }

    @Test
    void takesTypesAndFamilies() {
        assertThat(found("""
                {
                  echo "# HELP backup_seconds How long"
                  echo "# TYPE backup_seconds histogram"
                  echo "backup_seconds_bucket{job_name=\\"x\\",le=\\"+Inf\\"} 1"
                  echo "backup_seconds_sum{job_name=\\"x\\"} $S"
                  echo "# TYPE backup_last gauge"
                  echo "backup_last $(date +%s)"
                } > "$DIR/backup.prom"
                """)).containsExactly("backup_seconds histogram [job_name]", "backup_seconds histogram [job_name]", "backup_last gauge []");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "# echo \"disk_used 1\"",
        "echo \"Starting backup 1\"",
        "echo port $PORT",
        "echo retries 3",
        "echo \"disk_used is $V\"",
        "awk '{print $1}' file_name 3",
        "echo",
        "cat <<EOF\nEOF",
        "cat <<EOF",
        "echo \"unclosed",
        "x=${a",
        "printf",
        "echo \"{\\\"disk_used\\\": 1}\"",
    })
    void otherTextIsNoSample(String script) {
        assertThat(found(script)).isEmpty();
    }

    @Test
    void aComputedNameIsNotKnown() {
        assertThat(found("echo \"disk_${kind}{id=\\\"a\\\"} 1\"; printf '%s_total{id=\"%s\"} %s\\n' $a $b $c")).containsExactly(
                "null untyped [id]", "null untyped [id]");
        assertThat(found("echo \"disk_used{$LABELS} 1\"")).containsExactly("disk_used untyped null");
    }
}
