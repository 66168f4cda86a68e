package dev.switchboard.launcher;

import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The command line, as it was typed. What was not given is null. */
final class Options {

    private static final double MOST_SCALE = 600;

    @Parameters(
            arity = "0..1",
            paramLabel = "MISSION.yaml",
            description = "The mission file. Default: the catering negotiation of deploy/missions with its script.")
    Path mission;

    @Option(
            names = "--script",
            paramLabel = "FILE",
            description = "What the phones do. Default: all answer, with insights made up from their schema.")
    Path script;

    @Option(
            names = "--time-scale",
            paramLabel = "N",
            converter = TimeScale.class,
            description = "Mission seconds per real second, above 0, at most 600. Default: 60.")
    Double timeScale;

    @Option(
            names = "--start-at",
            paramLabel = "TIME",
            converter = StartTime.class,
            description = "Mission time at the start. Default: 2026-03-02T16:00:00Z, a Monday, 10:00 in Chicago.")
    Instant startAt;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the results are written, as JSON.")
    Path out;

    @Option(
            names = "--ledger",
            paramLabel = "FILE",
            description = "Where the simulator's ledger is written, as JSON: every call for which a phone rang.")
    Path ledger;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Keeps everything in DIR. The next start with it goes on where this one was, also after a crash.")
    Path data;

    @Option(
            names = "--preview",
            description = "Shows who would be called when, who would not and why, what would need a person's word, how "
                    + "long it would take and what it would cost. Calls nobody and keeps nothing.")
    boolean preview;

    @Option(
            names = "--stay",
            description = "Stays up after the mission, says where everything is reached, and ends with Ctrl-C.")
    boolean stay;

    @Option(
            names = "--live",
            description = "Calls real phones: Telnyx instead of the simulator. Asks first. Needs the variables "
                    + "TELNYX_API_KEY, TELNYX_PUBLIC_KEY, SWITCHBOARD_PUBLIC_URL.")
    boolean live;

    @Option(
            names = "--gateway-port",
            paramLabel = "PORT",
            converter = Port.class,
            description = "Where webhooks are taken. Default: any free port.")
    Integer gatewayPort;

    /** Above 0, at most 600. */
    static final class TimeScale implements ITypeConverter<Double> {

        @Override
        public Double convert(String value) {
            try {
                double scale = Double.parseDouble(value);
                if (scale > 0 && scale <= MOST_SCALE) {
                    return scale;
                }
            } catch (NumberFormatException e) {
                // Said below, for both.
            }
            throw new TypeConversionException(value + " — expected a number above 0, at most 600");
        }
    }

    /** ISO 8601 with a zone offset. */
    static final class StartTime implements ITypeConverter<Instant> {

        @Override
        public Instant convert(String value) {
            try {
                return java.time.OffsetDateTime.parse(value).toInstant();
            } catch (java.time.format.DateTimeParseException e) {
                throw new TypeConversionException(value + " — expected a time such as 2026-03-02T16:00:00Z");
            }
        }
    }

    /** A TCP port. */
    static final class Port implements ITypeConverter<Integer> {

        @Override
        public Integer convert(String value) {
            if (value.matches("\\d{1,5}") && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= 65_535) {
                return Integer.valueOf(value);
            }
            throw new TypeConversionException(value + " — expected a port from 1 to 65535");
        }
    }
}
