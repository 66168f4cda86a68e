package dev.switchboard.gateway;

import dev.switchboard.embedded.EmbeddedKafka;
import java.nio.file.Path;

/** Starts brokers inside a test. */
final class Brokers {

    private Brokers() {}

    /**
     * The broker finds some of its classes through the thread's class loader, which under a Quarkus test is another one
     * than its own.
     */
    static EmbeddedKafka start(Path directory, int port, int controllerPort) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(EmbeddedKafka.class.getClassLoader());
        try {
            return EmbeddedKafka.start(directory, port, controllerPort);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
