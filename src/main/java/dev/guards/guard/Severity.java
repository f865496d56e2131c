package dev.guards.guard;

/** How bad a finding is, worst first; {@code OFF} rules are not reported. */
public enum Severity {
    ERROR, WARNING, INFO, OFF;

    /** As configuration files and reports write it. */
    public String word() {
        return switch (this) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "info";
            case OFF -> "off";
        };
    }

    public boolean isAtLeast(Severity other) {
        return ordinal() <= other.ordinal();
    }

    /** One step milder; {@code INFO} stays. */
    public Severity lowered() {
        return this == ERROR ? WARNING : INFO;
    }
}
