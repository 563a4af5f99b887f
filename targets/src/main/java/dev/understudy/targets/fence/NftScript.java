package dev.understudy.targets.fence;

import java.net.Inet6Address;
import java.util.List;
import java.util.stream.Collectors;

/** The scripts that nft is given; each is one transaction. */
final class NftScript {

    /** The chain that hangs in the kernel's output hook. */
    static final String HOOK = "output";

    /** From a user's number to the user's chain. */
    static final String MAP = "users";

    private NftScript() {}

    /**
     * Answers go out from served ports, but no connection may begin there: else a process could take such a port for its
     * own end and call anyone on loopback.
     */
    static String close(
            String table, String user, int uid, List<Integer> reachable, List<Integer> served, List<Opening> openings) {
        String to = "inet " + table + " ";
        StringBuilder script = new StringBuilder();
        script.append("add table inet ").append(table).append('\n');
        script.append("add chain ")
                .append(to)
                .append(HOOK)
                .append(" { type filter hook output priority filter; policy accept; }\n");
        script.append("add map ").append(to).append(MAP).append(" { type uid : verdict; }\n");
        script.append("flush chain ").append(to).append(HOOK).append('\n');
        script.append("add rule ")
                .append(to)
                .append(HOOK)
                .append(" meta skuid vmap @")
                .append(MAP)
                .append('\n');
        script.append("add chain ").append(to).append(user).append('\n');
        script.append("flush chain ").append(to).append(user).append('\n');
        String rule = "add rule " + to + user + " ";
        if (!reachable.isEmpty()) {
            script.append(rule)
                    .append("oif lo tcp dport ")
                    .append(set(reachable))
                    .append(" accept\n");
        }
        if (!served.isEmpty()) {
            script.append(rule)
                    .append("oif lo tcp sport ")
                    .append(set(served))
                    .append(" tcp flags & (syn | ack) != syn accept\n");
        }
        openings.forEach(opening -> script.append(rule)
                .append(opening.address() instanceof Inet6Address ? "ip6" : "ip")
                .append(" daddr ")
                .append(opening.address().getHostAddress().replaceFirst("%.*", ""))
                .append(" tcp dport ")
                .append(opening.port())
                .append(" accept\n"));
        script.append(rule).append("meta l4proto tcp reject with tcp reset\n");
        script.append(rule).append("reject with icmpx type port-unreachable\n");
        script.append("add element ")
                .append(to)
                .append(MAP)
                .append(" { ")
                .append(uid)
                .append(" : goto ")
                .append(user)
                .append(" }\n");
        return script.toString();
    }

    static String forget(String table, int uid) {
        return "delete element inet " + table + " " + MAP + " { " + uid + " }\n";
    }

    static String remove(String table, String user) {
        return "flush chain inet " + table + " " + user + "\ndelete chain inet " + table + " " + user + "\n";
    }

    private static String set(List<Integer> ports) {
        return ports.stream().sorted().distinct().map(String::valueOf).collect(Collectors.joining(", ", "{ ", " }"));
    }
}
