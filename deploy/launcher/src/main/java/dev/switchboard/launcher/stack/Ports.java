package dev.switchboard.launcher.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Free ports for the parts. They lie below the range from which the system takes the near end of outgoing connections:
 * a port that is free now cannot be taken by such a connection before its part listens.
 *
 * @param door where webhooks arrive: the gateway's own port, unless there are several gateways
 * @param further of those services that have more than one process, from the second on
 */
public record Ports(
        int database,
        int broker,
        int brokerController,
        int simulator,
        int missionService,
        int callScheduler,
        int webhookGateway,
        int insightCollector,
        int notifier,
        int door,
        Map<Replica, Integer> further) {

    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 2_000;

    /**
     * Ports that nothing listens on right now.
     *
     * @param gateway where the gateway must be reached; empty for any port
     * @param replicas of each service
     * @throws StackFailedException if the gateway's port is taken
     */
    static Ports take(Optional<Integer> gateway, int replicas) {
        Set<Integer> taken = new HashSet<>();
        gateway.ifPresent(port -> {
            if (!isFree(port, anyAddress())) {
                throw new StackFailedException("gateway port " + port + " is taken");
            }
            taken.add(port);
        });
        RandomGenerator random = RandomGenerator.getDefault();
        int door = gateway.orElseGet(() -> next(random, taken));
        Map<Replica, Integer> further = Part.SERVICES.stream()
                .flatMap(service -> Replica.of(service, replicas).stream().skip(1))
                .collect(Collectors.toMap(replica -> replica, replica -> next(random, taken)));
        return new Ports(
                next(random, taken),
                next(random, taken),
                next(random, taken),
                next(random, taken),
                next(random, taken),
                next(random, taken),
                replicas == 1 ? door : next(random, taken),
                next(random, taken),
                next(random, taken),
                door,
                further);
    }

    int http(Replica replica) {
        return replica.number() == 1 ? http(replica.part()) : further.get(replica);
    }

    /** Where a part, or the first of its processes, answers HTTP. */
    int http(Part part) {
        return switch (part) {
            case DATABASE -> database;
            case BROKER -> broker;
            case SIMULATOR -> simulator;
            case MISSION_SERVICE -> missionService;
            case CALL_SCHEDULER -> callScheduler;
            case WEBHOOK_GATEWAY -> webhookGateway;
            case INSIGHT_COLLECTOR -> insightCollector;
            case NOTIFIER -> notifier;
        };
    }

    private static int next(RandomGenerator random, Set<Integer> taken) {
        for (int i = 0; i < TRIES; i++) {
            int port = random.nextInt(LOWEST, HIGHEST);
            if (isFree(port, anyAddress()) && isFree(port, InetAddress.getLoopbackAddress()) && taken.add(port)) {
                return port;
            }
        }
        throw new StackFailedException("no free port between " + LOWEST + " and " + HIGHEST);
    }

    private static InetAddress anyAddress() {
        return new InetSocketAddress(0).getAddress();
    }

    private static boolean isFree(int port, InetAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
