package dev.switchboard.bench;

import dev.switchboard.launcher.stack.StackFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * What webhook-gateway is measured against: a server of Fastify, Telnyx's own package and kafkajs, installed by npm into a
 * folder of the build.
 *
 * @param folder where it is installed
 * @param version of Node
 */
record NodeServer(Path folder, String version) {

    /**
     * Installs it, if it is not there yet.
     *
     * @throws StackFailedException saying what is missing
     */
    static NodeServer install(Path folder) {
        String version = output(
                Path.of("."),
                List.of("node", "--version"),
                "the gateway is measured against a Node server: Node 20 and npm are needed, and 'node' does not run");
        try {
            Files.createDirectories(folder);
            for (String file : List.of("package.json", "server.mjs")) {
                try (InputStream in = NodeServer.class.getResourceAsStream("node/" + file)) {
                    Files.copy(in, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
        output(
                folder,
                List.of("npm", "install", "--omit=dev", "--no-audit", "--no-fund", "--no-package-lock", "--silent"),
                "'npm install' in " + folder + " failed");
        return new NodeServer(folder, version);
    }

    List<String> command() {
        return List.of("node", folder.resolve("server.mjs").toString());
    }

    private static String output(Path folder, List<String> command, String otherwise) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new StackFailedException(otherwise + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new StackFailedException(otherwise + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailedException(otherwise);
        }
    }
}
