package dev.guards.inventory.kubernetes;

import dev.guards.regex.ValueSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Meta labels of a node of which only that it is one is known. */
final class NodeLabels {
    private static final String NODE = MetaLabels.META + "node_";
    private static final List<String> WELL_KNOWN = List.of("kubernetes_io_hostname", "kubernetes_io_os", "kubernetes_io_arch",
            "beta_kubernetes_io_os", "beta_kubernetes_io_arch");
    /** Labels that exporters of nodes and containers set; that a node has a label of one of these names is not considered. */
    private static final ValueSet SET_BY_EXPORTERS = ValueSet.ofAll(List.of(NODE + "label_pod", NODE + "label_namespace",
            NODE + "label_container", NODE + "label_name", NODE + "label_image", NODE + "label_id", NODE + "label_device",
            NODE + "label_interface", NODE + "label_cpu", NODE + "label_job", NODE + "label_instance"));
    /** Names of further labels; keys begin with a letter or digit. */
    static final ValueSet OPEN = ValueSet.regular(NODE + "(label|labelpresent|annotation|annotationpresent|address|condition)_[a-zA-Z0-9].*",
            NODE + "…").minus(SET_BY_EXPORTERS);

    private NodeLabels() {
    }

    static Map<String, ValueSet> all() {
        Map<String, ValueSet> labels = new TreeMap<>();
        labels.put(NODE + "name", MetaLabels.NODE);
        labels.put(NODE + "provider_id", ValueSet.any());
        labels.put(NODE + "address_InternalIP", MetaLabels.IP.withAbsent());
        labels.put(NODE + "address_Hostname", MetaLabels.NODE.withAbsent());
        for (String name : WELL_KNOWN) {
            boolean beta = name.startsWith("beta");
            labels.put(NODE + "label_" + name, beta ? ValueSet.any() : ValueSet.present());
            labels.put(NODE + "labelpresent_" + name, beta ? ValueSet.of("true", "") : ValueSet.of("true"));
        }
        labels.put(NODE + "label_kubernetes_io_os", ValueSet.of("linux", "windows"));
        return labels;
    }
}
