package dev.guards.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guards.text.Text;
import org.junit.jupiter.api.Test;

class TemplateTest {
    @Test
    void findsEachSyntax() {
        assertThat(show("a$x-${y}[[z]]")).isEqualTo("a <x||> - <y||> <z||>");
        assertThat(show("${x:csv}")).isEqualTo("<x||csv>");
        assertThat(show("${__from:date:YYYY-MM}")).isEqualTo("<__from||date:YYYY-MM>");
        assertThat(show("${__user.login}")).isEqualTo("<__user|login|>");
        assertThat(show("${a.b[0].c:raw}")).isEqualTo("<a|b[0].c|raw>");
        assertThat(show("${x[\"a.b\"]}")).isEqualTo("<x|[\"a.b\"]|>");
        assertThat(show("[[x:pipe]]")).isEqualTo("<x||pipe>");
    }

    @Test
    void nameIsGreedy() {
        assertThat(show("$job_total")).isEqualTo("<job_total||>");
        assertThat(show("$a$b.c")).isEqualTo("<a||> <b||> .c");
    }

    @Test
    void leavesWhatOnlyLooksLikeAReference() {
        for (String text : new String[] {"$", "$ x", "${}", "${x", "${x y}", "${x:}", "${x.}", "[[x]", "[[x:]]", "[[]]", "[[a b]]", "$-"}) {
            assertThat(Template.parse(Text.of(text)).hasHoles()).as(text).isFalse();
            assertThat(Template.parse(Text.of(text)).literal()).isEqualTo(text);
        }
        assertThat(show("[[[x]]]")).isEqualTo("[ <x||> ]");
        assertThat(show("$${x}")).isEqualTo("$ <x||>");
    }

    @Test
    void partsKnowTheirPlace() {
        Template template = Template.parse(Text.of("up{job=\"$job\"}").slice(8, 12));
        assertThat(template.isHole()).isTrue();
        assertThat(template.parts().get(0).span().start()).isEqualTo(8);
        assertThat(template.parts().get(0).span().end()).isEqualTo(12);
    }

    @Test
    void knowsBuiltInVariables() {
        assertThat(Macro.of("__rate_interval").kind()).isEqualTo(Macro.Kind.DURATION);
        assertThat(Macro.of("__range_s").kind()).isEqualTo(Macro.Kind.NUMBER);
        assertThat(Macro.of("__auto_interval_step").kind()).isEqualTo(Macro.Kind.DURATION);
        assertThat(Macro.of("job")).isNull();
        assertThat(Template.parse(Text.of("$1")).holes().get(0).isCaptureGroup()).isTrue();
    }

    private static String show(String text) {
        StringBuilder shown = new StringBuilder();
        for (Part part : Template.parse(Text.of(text)).parts()) {
            shown.append(shown.length() == 0 ? "" : " ");
            if (part instanceof Hole hole) {
                shown.append('<').append(hole.name()).append('|').append(hole.fieldPath()).append('|').append(hole.format()).append('>');
            } else {
                shown.append(part.text());
            }
        }
        return shown.toString();
    }
}
