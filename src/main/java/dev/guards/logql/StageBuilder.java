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

    /** What is written from a place of the file on to the end of a part. */
    Text written(Span first, ParserRuleContext last) {
        int start = text.length();
        while (start > 0 && text.offset(start - 1) >= first.start()) {
            start--;
        }
        return text.slice(start, last.getStop().getStopIndex() + 1);
    }

    /** The whole text of a part as it stands. */
    Template written(ParserRuleContext context) {
        return template(text.slice(context.getStart().getStartIndex(), context.getStop().getStopIndex() + 1));
    }

    Template template(Token token) {
        return template(text.slice(token.getStartIndex(), token.getStopIndex() + 1));
    }

    /** The labels of a list in parentheses, or the variable in its place. */
    List<Template> names(LogQLParser.NameListContext list) {
        return list.names() == null ? List.of(template(list)) : names(list.names().children);
    }

    List<Template> sideNames(LogQLParser.SideNamesContext list) {
        return list.SIDE_HOLE() != null ? List.of(template(list)) : names(list.children);
    }

    private List<Template> names(List<ParseTree> parts) {
        List<Template> list = new ArrayList<>(parts.size());
        for (ParseTree part : parts) {
            if (part instanceof ParserRuleContext name) {
                list.add(template(name));
            }
        }
        return List.copyOf(list);
    }

    Selector selector(LogQLParser.SelectorContext context) {
        List<Selector.StreamMatcher> matchers = new ArrayList<>();
        List<Template> holes = new ArrayList<>();
        for (ParseTree part : context.children) {
            if (part instanceof LogQLParser.MatcherContext matcher && matcher.namedMatcher() != null) {
                matchers.add(matcher(matcher.namedMatcher()));
            } else if (part instanceof LogQLParser.MatcherContext matcher) {
                add(matcher.holeMatcher(), matchers, holes);
            } else if (part instanceof LogQLParser.HoleMatcherContext matcher) {
                add(matcher, matchers, holes);
            }
        }
        return new Selector(span(context), List.copyOf(matchers), List.copyOf(holes));
    }

    /** {@code $label="x"}, or one or more matchers in a variable: these need no comma behind them. */
    private void add(LogQLParser.HoleMatcherContext context, List<Selector.StreamMatcher> matchers, List<Template> holes) {
        if (context.op != null) {
            matchers.add(matcher(span(context.label.getStart(), context.text().getStop()), context.label.getStart(), context.op, context.text()));
        } else {
            Token last = context.STRING() == null ? context.label.getStop() : context.STRING().getSymbol();
            holes.add(template(text.slice(context.getStart().getStartIndex(), last.getStopIndex() + 1)));
        }
        if (context.behind != null) {
            if (context.op != null) {
                throw Refused.at(context.behind, "unexpected `" + context.behind.getStart().getText() + "`, expected `,` or `}`", "");
            }
            matchers.add(matcher(context.behind));
        }
    }

    private Selector.StreamMatcher matcher(LogQLParser.NamedMatcherContext context) {
        return matcher(span(context), context.label, context.op, context.text());
    }

    private Selector.StreamMatcher matcher(Span span, Token label, Token op, LogQLParser.TextContext text) {
        Matcher.Op operator = op.getType() == LogQLParser.HOLE ? null : Matcher.Op.of(op.getText());
        Quoted value = quoted(text);
        if (operator != null && operator.isRegex()) {
            compile(text, value);
        }
        return new Selector.StreamMatcher(span, template(label), operator, operator == null ? template(op) : null, value);
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
            return new Stage.Json(span, extractions(json.firstExtraction(), json.extraction()));
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

    private List<Stage.Extraction> extractions(LogQLParser.FirstExtractionContext first, List<LogQLParser.ExtractionContext> rest) {
        if (first == null) {
            return List.of();
        }
        List<Stage.Extraction> list = new ArrayList<>(rest.size() + 1);
        list.add(extraction(first, first.text()));
        for (LogQLParser.ExtractionContext extraction : rest) {
            list.add(extraction(extraction, extraction.text()));
        }
        return List.copyOf(list);
    }

    private Stage.Extraction extraction(ParserRuleContext context, LogQLParser.TextContext path) {
        return new Stage.Extraction(span(context), template(context), path == null ? null : quoted(path));
    }

    private Stage logfmt(Span span, LogQLParser.LogfmtStageContext context) {
        boolean strict = false;
        boolean keepEmpty = false;
        for (TerminalNode flag : context.FLAG()) {
            boolean isStrict = flag.getText().equals("--strict");
            if (!isStrict && !flag.getText().equals("--keep-empty")) {
                throw Refused.at(flag, "unknown flag `" + flag.getText() + "`", "logfmt has --strict and --keep-empty");
            }
            strict |= isStrict;
            keepEmpty |= !isStrict;
        }
        return new Stage.Logfmt(span, strict, keepEmpty, extractions(context.firstExtraction(), context.extraction()));
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
            if (assignment.assigned() != null && assignment.assigned().text() != null) {
                value = quoted(assignment.assigned().text());
            } else if (assignment.assigned() != null) {
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

    /**
     * Behind {@code drop a} and {@code keep a}, {@code != "x"} belongs to the label: the stage with it; null when the filter
     * is one of lines.
     */
    Stage selection(Stage last, LogQLParser.LineFilterContext filter) {
        int type = filter.op.getType();
        List<Stage.Selection> labels = last instanceof Stage.Drop drop ? drop.labels() : last instanceof Stage.Keep keep ? keep.labels() : List.of();
        Stage.Selection bare = labels.isEmpty() ? null : labels.get(labels.size() - 1);
        if (bare == null || bare.operator() != null || type != LogQLParser.NOT_EQUAL && type != LogQLParser.NOT_MATCH) {
            return null;
        }
        LogQLParser.LineValueContext value = filter.lineValues().lineValue(0);
        if (filter.lineValues().lineValue().size() > 1 || value.IP() != null) {
            Token wrong = value.IP() != null ? value.getStart() : filter.lineValues().OR(0).getSymbol();
            throw Refused.at(wrong, "unexpected `" + wrong.getText() + "`: `" + filter.op.getText() + "` belongs to the label before it", "");
        }
        Quoted quoted = quoted(value.text());
        if (type == LogQLParser.NOT_MATCH) {
            compile(value.text(), quoted);
        }
        Span end = span(filter);
        List<Stage.Selection> all = new ArrayList<>(labels.subList(0, labels.size() - 1));
        all.add(new Stage.Selection(bare.span().to(end), bare.label(), Matcher.Op.of(filter.op.getText()), quoted));
        return last instanceof Stage.Drop ? new Stage.Drop(last.span().to(end), List.copyOf(all))
                : new Stage.Keep(last.span().to(end), List.copyOf(all));
    }

    /** Refuses a pattern that is none. */
    static void compileFilter(LogQLParser.TextContext context, Quoted value) {
        compile(context, value);
    }
}
