package dev.understudy.model.config;

/** Ports of this machine, both ends included. */
public record PortRange(int first, int last) {

    public static final PortRange DEFAULT = new PortRange(8100, 8199);

    public boolean contains(int port) {
        return first <= port && port <= last;
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
