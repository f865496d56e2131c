package dev.guards.guard;

/** How many queries of one environment were proved to have data, proved empty, or neither. */
public record Coverage(String environment, int data, int empty, int unknown) {
    public int queries() {
        return data + empty + unknown;
    }
}
