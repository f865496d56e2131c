package dev.guards.inventory.pipeline;

import dev.guards.config.pipeline.JsonValue;
import dev.guards.config.pipeline.Stage;
import dev.guards.inventory.Labels;
import dev.guards.inventory.LogStream;
import dev.guards.regex.Marked;
import dev.guards.regex.Re2;
import dev.guards.regex.ValueSet;
import dev.guards.text.Span;
import dev.guards.text.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stages that change labels, structured metadata or the whole line from what was extracted. */
final class Labelling {
    private static final String[] CITY = {"geoip_city_name", "geoip_country_name", "geoip_country_code", "geoip_continent_name",
        "geoip_continent_code", "geoip_location_latitude", "geoip_location_longitude", "geoip_postal_code", "geoip_timezone",
        "geoip_subdivision_name", "geoip_subdivision_code"};
    private static final String[] COUNTRY = {"geoip_country_name", "geoip_country_code", "geoip_continent_name", "geoip_continent_code"};
    private static final String[] ASN = {"geoip_autonomous_system_number", "geoip_autonomous_system_organization"};

    private Labelling() {
    }

    static Entry step(Stage stage, Entry entry) {
        if (stage instanceof Stage.Docker || stage instanceof Stage.Cri) {
            return fromExtracted(entry, "stream", "stream", stage.span());
        }
        if (stage instanceof Stage.Labels labels) {
            Entry result = entry;
            for (Stage.Pair pair : labels.labels()) {
                result = fromExtracted(result, pair.name().value(), pair.value().value(), pair.name().span());
            }
            return result;
        }
        if (stage instanceof Stage.Regex regex && regex.labelsFromGroups()) {
            return fromGroups(regex.regex(), stage.span(), entry);
        }
        if (stage instanceof Stage.StaticLabels labels) {
            Entry result = entry;
            for (Stage.Pair pair : labels.labels()) {
                result = result.label(pair.name().value(), Marked.values(pair.value().value()), pair.name().span());
            }
            return result;
        }
        if (stage instanceof Stage.LabelDrop drop) {
            return without(entry, drop.labels());
        }
        if (stage instanceof Stage.LabelAllow allow) {
            return only(entry, allow);
        }
        if (stage instanceof Stage.StructuredMetadata metadata) {
            return metadata(metadata, entry);
        }
        if (stage instanceof Stage.StructuredMetadataDrop drop) {
            Labels rest = entry.metadata();
            for (Text name : drop.names()) {
                rest = rest.without(name.value());
            }
            return entry.metadata(rest);
        }
        if (stage instanceof Stage.Pack pack) {
            return pack(pack, entry);
        }
        return stage instanceof Stage.Geoip geoip ? geoip(geoip, entry) : entry;
    }

    private static Entry fromExtracted(Entry entry, String label, String source, Span span) {
        ValueSet value = entry.extracted().get(source);
        if (value.mustBeAbsent() || label.equals(source) && entry.mirrored().contains(label)) {
            return entry;
        }
        ValueSet all = value.mayBeAbsent() ? value.withoutAbsent().union(entry.labels().get(label)) : value;
        return entry.label(label, all, span);
    }

    private static Entry fromGroups(Re2 regex, Span span, Entry entry) {
        Entry result = entry;
        for (String group : regex.groupNames()) {
            if (!group.isEmpty()) {
                result = fromExtracted(result, group, group, span);
            }
        }
        return result;
    }

    private static Entry without(Entry entry, List<Text> names) {
        Entry result = entry;
        for (Text name : names) {
            result = result.label(name.value(), ValueSet.absent(), name.span());
        }
        return result;
    }

    private static Entry only(Entry entry, Stage.LabelAllow allow) {
        Entry result = entry;
        for (String name : List.copyOf(entry.labels().names())) {
            if (allow.labels().stream().noneMatch(t -> t.value().equals(name))) {
                result = result.label(name, ValueSet.absent(), allow.span());
            }
        }
        ValueSet open = ValueSet.ofAll(allow.labels().stream().map(Text::value).toList()).intersect(entry.labels().openNames());
        return result.labels(result.labels().withOpenNames(open));
    }

    private static Entry metadata(Stage.StructuredMetadata stage, Entry entry) {
        Entry result = entry;
        Labels metadata = entry.metadata();
        for (Stage.Pair pair : stage.pairs()) {
            String source = pair.value().value();
            ValueSet value = entry.extracted().get(source);
            ValueSet label = entry.labels().get(source);
            ValueSet all = value.union(label.mustBeAbsent() ? value : label);
            metadata = metadata.with(pair.name().value(), all.union(metadata.get(pair.name().value())));
            if (!label.mustBeAbsent()) {
                boolean same = entry.mirrored().contains(source) || value.single() != null && value.equals(label);
                result = result.label(source, same ? ValueSet.absent() : label.withAbsent(), pair.name().span());
            }
        }
        if (stage.regex() != null) {
            for (String name : entry.extracted().names()) {
                if (stage.regex().matches(name)) {
                    metadata = metadata.with(name, entry.extracted().get(name).withAbsent());
                }
            }
            metadata = metadata.withOpenNames(metadata.openNames().union(entry.extracted().openNames().filter(stage.regex())));
        }
        return result.metadata(metadata);
    }

    private static Entry pack(Stage.Pack pack, Entry entry) {
        Map<String, Object> packed = new LinkedHashMap<>();
        Labels fields = Labels.NONE.with("_entry", entry.line().withAbsent());
        boolean known = entry.line().single() != null;
        for (Text name : pack.labels()) {
            ValueSet value = entry.labels().get(name.value()).union(entry.extracted().get(name.value()));
            fields = fields.with(name.value(), value);
            known &= value.single() != null;
            if (known && !value.single().isEmpty()) {
                packed.put(name.value(), value.single());
            }
        }
        Entry result = without(entry, pack.labels());
        if (!known) {
            return result.line(ValueSet.any(), LogStream.Format.JSON, fields);
        }
        StringBuilder line = new StringBuilder("{");
        packed.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(e -> {
            JsonValue.write(e.getKey(), line);
            line.append(':');
            JsonValue.write(e.getValue(), line);
            line.append(',');
        });
        line.append("\"_entry\":");
        JsonValue.write(entry.line().single(), line);
        return result.line(ValueSet.of(line.append('}').toString()), LogStream.Format.JSON, fields);
    }

    private static Entry geoip(Stage.Geoip geoip, Entry entry) {
        String[] names = switch (geoip.type()) {
            case "city" -> CITY;
            case "country" -> COUNTRY;
            default -> ASN;
        };
        Entry result = entry;
        for (String name : names) {
            result = result.label(name, ValueSet.any(), geoip.span());
        }
        return result;
    }
}
