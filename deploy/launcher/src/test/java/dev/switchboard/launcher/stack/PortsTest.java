package dev.switchboard.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void areAllDifferent() {
        Ports ports = Ports.take(Optional.empty(), 1);

        assertThat(Stream.concat(Stream.of(Part.values()).map(ports::http), Stream.of(ports.brokerController())))
                .doesNotHaveDuplicates();
    }

    @Test
    void areAllDifferentForReplicasToo() {
        Ports ports = Ports.take(Optional.empty(), 3);

        assertThat(Stream.concat(
                        Stream.of(Part.values())
                                .flatMap(part -> Replica.of(part, 3).stream())
                                .map(ports::http),
                        Stream.of(ports.brokerController(), ports.door())))
                .doesNotHaveDuplicates();
    }

    @Test
    void onlyOneGatewayIsItsOwnDoor() {
        Ports ports = Ports.take(Optional.empty(), 1);

        assertThat(ports.door()).isEqualTo(ports.http(Part.WEBHOOK_GATEWAY));
    }

    @Test
    void refusesAGatewayPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            Optional<Integer> port = Optional.of(taken.getLocalPort());

            assertThatThrownBy(() -> Ports.take(port, 1)).hasMessageContaining("gateway port " + taken.getLocalPort());
        }
    }
}
