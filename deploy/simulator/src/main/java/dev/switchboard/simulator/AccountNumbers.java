package dev.switchboard.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The account's own numbers: a file with one per line, or a count. */
final class AccountNumbers {

    private static final int DEFAULT_COUNT = 6;
    private static final long FIRST = 13125550001L;

    private AccountNumbers() {}

    static List<String> of(String given) {
        if (given == null) {
            return generated(DEFAULT_COUNT);
        }
        return given.matches("\\d{1,5}") ? generated(Integer.parseInt(given)) : read(Path.of(given));
    }

    private static List<String> generated(int count) {
        return IntStream.range(0, count).mapToObj(i -> "+" + (FIRST + i)).toList();
    }

    private static List<String> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("--numbers " + file + ": expected a readable file or a count");
        }
        List<String> numbers = lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        for (String number : numbers) {
            if (!number.matches("\\+[1-9]\\d{4,14}")) {
                throw new IllegalArgumentException("--numbers " + file + ": " + number + ": expected an E.164 number");
            }
        }
        return numbers;
    }
}
