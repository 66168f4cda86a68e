package dev.switchboard.launcher.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Free ports for the parts. They lie below the range from which the system takes the near end of outgoing connections:
 * a port that is free now cannot be taken by such a connection before its part listens.
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
        int notifier) {

    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 2_000;

    /**
     * Ports that nothing listens on right now.
     *
     * @param gateway where the gateway must be reached; empty for any port
     * @throws StackFailedException if the gateway's port is taken
     */
    static Ports take(Optional<Integer> gateway) {
        Set<Integer> taken = new HashSet<>();
        gateway.ifPresent(port -> {
            if (!isFree(port, anyAddress())) {
                throw new StackFailedException("gateway port " + port + " is taken");
            }
            taken.add(port);
        });
        RandomGenerator random = RandomGenerator.getDefault();
        return new Ports(
                next(random, taken),
                next(random, taken),
                next(random, taken),
                next(random, taken),
                next(random, taken),
                next(random, taken),
                gateway.orElseGet(() -> next(random, taken)),
                next(random, taken),
                next(random, taken));
    }

    /** Where a part answers HTTP. */
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
