package dev.guards.logql;

import dev.guards.regex.Matcher;
import dev.guards.regex.Re2;
import dev.guards.regex.Re2Exception;
import dev.guards.template.Template;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Turns selectors and pipeline stages of the parse tree into records, refusing what Loki's parser refuses in them. */
final class StageBuilder {
    private final Text text;
    private final Options options;

    StageBuilder(Text text, Options options) {
        this.text = text;
        this.options = options;
    }

    Span span(ParserRuleContext context) {
        return span(context.getStart(), context.getStop());
    }

    Span span(Token first, Token last) {
        return text.span(first.getStartIndex(), Math.max(first.getStartIndex(), last.getStopIndex() + 1));
    }

    Template template(Text part) {
        return options.holes() ? Template.parse(part) : Template.literal(part);
    }

    Template template(ParserRuleContext context) {
        return template(context.getStart());
    }

    /** The whole text of a part as it stands. */
    Template written(ParserRuleContext context) {
        return template(text.slice(context.getStart().getStartIndex(), context.getStop().getStopIndex() + 1));
    }

    Template template(Token token) {
        return template(text.slice(token.getStartIndex(), token.getStopIndex() + 1));
    }

    List<Template> names(LogQLParser.NamesContext names) {
        List<Template> list = new ArrayList<>(names.name().size());
        for (LogQLParser.NameContext name : names.name()) {
            list.add(template(name));
        }
        return List.copyOf(list);
    }

    Selector selector(LogQLParser.SelectorContext context) {
        List<Selector.StreamMatcher> matchers = new ArrayList<>();
        List<Template> holes = new ArrayList<>();
        for (ParseTree part : context.children) {
            if (part instanceof LogQLParser.MatcherContext matcher && matcher.name() != null) {
                matchers.add(matcher(matcher));
            } else if (part instanceof LogQLParser.MatcherContext matcher) {
                holes.add(written(matcher));
            } else if (part instanceof TerminalNode token && token.getSymbol().getType() == LogQLParser.HOLE) {
                holes.add(template(token.getSymbol()));
            }
        }
        return new Selector(span(context), List.copyOf(matchers), List.copyOf(holes));
    }

    private Selector.StreamMatcher matcher(LogQLParser.MatcherContext context) {
        Matcher.Op operator = context.op.getType() == LogQLParser.HOLE ? null : Matcher.Op.of(context.op.getText());
        Quoted value = quoted(context.text());
        if (operator != null && operator.isRegex()) {
            compile(context.text(), value);
        }
        Template hole = operator == null ? template(context.op) : null;
        return new Selector.StreamMatcher(span(context), template(context.name()), operator, hole, value);
    }

    private static Re2 compile(LogQLParser.TextContext context, Quoted value) {
        String pattern = value.value().literal();
        if (pattern == null) {
            return null;
        }
        try {
            return Re2.compile(pattern);
        } catch (Re2Exception e) {
            throw Refused.at(context, "invalid regular expression: " + e.getMessage(), "");
        }
    }

    Quoted quoted(LogQLParser.TextContext context) {
        return context.STRING() == null ? new Quoted(span(context), template(context), false) : quoted(context.STRING().getSymbol());
    }

    Quoted quoted(Token string) {
        Text decoded = GoStrings.decode(text, string.getStartIndex(), string.getStopIndex() + 1);
        return new Quoted(span(string, string), template(decoded), true);
    }

    Stage.LineFilter lineFilter(Token start, Token operator, LogQLParser.LineValuesContext values) {
        List<Stage.LineValue> list = new ArrayList<>();
        for (LogQLParser.LineValueContext value : values.lineValue()) {
            list.add(new Stage.LineValue(quoted(value.text()), value.IP() != null));
        }
        return new Stage.LineFilter(span(start, values.getStop()), Stage.LineOperator.of(operator.getText()), List.copyOf(list));
    }

    /** @param start the pipe */
    Stage stage(Token start, LogQLParser.StageContext context) {
        Span span = span(start, context.getStop());
        if (context instanceof LogQLParser.LabelFilterStageContext filter) {
            return labelFilter(span, filter);
        } else if (context instanceof LogQLParser.JsonStageContext json) {
            return new Stage.Json(span, extractions(json.extraction()));
        } else if (context instanceof LogQLParser.LogfmtStageContext logfmt) {
            return logfmt(span, logfmt);
        } else if (context instanceof LogQLParser.CaptureStageContext capture) {
            return capture.kind.getType() == LogQLParser.REGEXP ? regexp(span, capture) : pattern(span, capture);
        } else if (context instanceof LogQLParser.UnpackStageContext) {
            return new Stage.Unpack(span);
        } else if (context instanceof LogQLParser.LineFormatStageContext format) {
            return new Stage.LineFormat(span, quoted(format.text()));
        } else if (context instanceof LogQLParser.LabelFormatStageContext format) {
            return new Stage.LabelFormat(span, assignments(format.assignment()));
        } else if (context instanceof LogQLParser.DecolorizeStageContext) {
            return new Stage.Decolorize(span);
        } else if (context instanceof LogQLParser.SelectStageContext select) {
            List<Stage.Selection> labels = selections(select.selection());
            return select.kind.getType() == LogQLParser.DROP ? new Stage.Drop(span, labels) : new Stage.Keep(span, labels);
        }
        throw new IllegalStateException("no stage: " + context.getText());
    }

    private Stage labelFilter(Span span, LogQLParser.LabelFilterStageContext context) {
        Filter filter = new FilterBuilder(this).filter(context.labelFilter());
        return filter instanceof Filter.Hole hole ? new Stage.Hole(span, hole.template(), true) : new Stage.LabelFilter(span, filter);
    }

    private List<Stage.Extraction> extractions(List<LogQLParser.ExtractionContext> contexts) {
        List<Stage.Extraction> list = new ArrayList<>(contexts.size());
        for (LogQLParser.ExtractionContext extraction : contexts) {
            Quoted path = extraction.text() == null ? null : quoted(extraction.text());
            list.add(new Stage.Extraction(span(extraction), template(extraction.name()), path));
        }
        return List.copyOf(list);
    }

    private Stage logfmt(Span span, LogQLParser.LogfmtStageContext context) {
        boolean strict = false;
        boolean keepEmpty = false;
        for (var flag : context.FLAG()) {
            strict |= flag.getText().equals("--strict");
            keepEmpty |= flag.getText().equals("--keep-empty");
        }
        return new Stage.Logfmt(span, strict, keepEmpty, extractions(context.extraction()));
    }

    private Stage regexp(Span span, LogQLParser.CaptureStageContext context) {
        Quoted expression = quoted(context.text());
        Re2 compiled = compile(context.text(), expression);
        List<String> names = new ArrayList<>();
        if (compiled != null) {
            for (String name : compiled.groupNames()) {
                if (!name.isEmpty()) {
                    if (names.contains(name)) {
                        throw Refused.at(context.text(), "two groups are called `" + name + "`", "");
                    }
                    names.add(name);
                }
            }
            if (names.isEmpty()) {
                throw Refused.at(context.text(), "the expression has no named group", "name what to extract: (?P<label>...)");
            }
        }
        return new Stage.Regexp(span, expression, List.copyOf(names));
    }

    private Stage pattern(Span span, LogQLParser.CaptureStageContext context) {
        Quoted expression = quoted(context.text());
        String pattern = expression.value().literal();
        List<String> names = List.of();
        if (pattern != null) {
            LinePattern parsed = LinePattern.parse(pattern);
            String flaw = parsed.flawAsParser();
            if (flaw != null) {
                throw Refused.at(context.text(), flaw, "");
            }
            names = parsed.names();
        }
        return new Stage.Pattern(span, expression, names);
    }

    private List<Stage.Assignment> assignments(List<LogQLParser.AssignmentContext> contexts) {
        List<Stage.Assignment> list = new ArrayList<>(contexts.size());
        for (LogQLParser.AssignmentContext assignment : contexts) {
            Template source = null;
            Quoted value = null;
            Template target = template(assignment);
            if (assignment.text() != null) {
                value = quoted(assignment.text());
            } else if (assignment.name() != null) {
                source = template(assignment.getStop());
            }
            list.add(new Stage.Assignment(span(assignment), target, source, value));
        }
        return List.copyOf(list);
    }

    private List<Stage.Selection> selections(List<LogQLParser.SelectionContext> contexts) {
        List<Stage.Selection> list = new ArrayList<>(contexts.size());
        for (LogQLParser.SelectionContext selection : contexts) {
            Matcher.Op operator = selection.op == null ? null : Matcher.Op.of(selection.op.getText());
            Quoted value = operator == null ? null : quoted(selection.text());
            if (operator != null && operator.isRegex()) {
                compile(selection.text(), value);
            }
            list.add(new Stage.Selection(span(selection), template(selection.name()), operator, value));
        }
        return List.copyOf(list);
    }

    /** Refuses a pattern that is none. */
    static void compileFilter(LogQLParser.TextContext context, Quoted value) {
        compile(context, value);
    }
}
