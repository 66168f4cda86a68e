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
        Ports ports = Ports.take(Optional.empty());

        assertThat(Stream.concat(Stream.of(Part.values()).map(ports::http), Stream.of(ports.brokerController())))
                .doesNotHaveDuplicates();
    }

    @Test
    void refusesAGatewayPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            Optional<Integer> port = Optional.of(taken.getLocalPort());

            assertThatThrownBy(() -> Ports.take(port)).hasMessageContaining("gateway port " + taken.getLocalPort());
        }
    }
}
