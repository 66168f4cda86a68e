package dev.switchboard.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.events.EventJson;
import dev.switchboard.launcher.follow.PlainView;
import dev.switchboard.launcher.follow.PreviewTable;
import dev.switchboard.launcher.follow.ProgressView;
import dev.switchboard.launcher.follow.ResultTable;
import dev.switchboard.launcher.follow.RunFollower;
import dev.switchboard.launcher.follow.TerminalView;
import dev.switchboard.launcher.stack.Installation;
import dev.switchboard.launcher.stack.LocalStack;
import dev.switchboard.launcher.stack.MissionRefusedException;
import dev.switchboard.launcher.stack.Part;
import dev.switchboard.launcher.stack.Patience;
import dev.switchboard.launcher.stack.RunFolder;
import dev.switchboard.launcher.stack.StackFailedException;
import dev.switchboard.launcher.stack.StackListener;
import dev.switchboard.launcher.stack.StackPlan;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Scanner;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** One start of {@code deploy/run}, from an empty machine to an empty machine. */
final class LocalRun implements StackListener {

    static final String DEFAULT_MISSION = "catering-negotiation.yaml";
    private static final String DEFAULT_SCRIPT = "catering-negotiation.script.yaml";

    /** For the Telnyx portal to show the end; it never holds anything else up. */
    private static final Duration MIRROR_PATIENCE = Duration.ofSeconds(10);

    private final Options options;
    private final Installation installation;
    private final RunFolder folder;
    private final Journal journal;
    private final Optional<MissionText> mission;
    private final LocalStack stack;
    private final PrintStream out = System.out;
    private final ProgressView view;
    private final AtomicReference<StackFailedException> failure = new AtomicReference<>();
    private final CountDownLatch stackFailed = new CountDownLatch(1);

    LocalRun(StackPlan plan, Options options, Installation installation) {
        this.options = options;
        this.installation = installation;
        this.folder = options.data == null ? RunFolder.temporary() : RunFolder.kept(options.data);
        try {
            this.journal = Journal.in(folder.request("missions.json"));
            this.mission = wanted();
            this.stack = LocalStack.of(withScript(plan), folder, this);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
        this.view = Terminal.isOutput() ? new TerminalView(out, Terminal.width()) : new PlainView(out);
    }

    /** @return the exit code */
    int carryOut() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        try {
            // Asked before anything starts: what a kept folder has left unfinished goes on at once.
            if (options.live && !options.preview && !agreed()) {
                view.note("nobody was called");
                return 1;
            }
            view.note("starting " + (options.live ? "(live)" : "(simulated)"));
            stack.begin();
            return run();
        } catch (RuntimeException e) {
            if (stack.isClosing()) {
                return 1;
            }
            throw failure.get() == null ? e : failure.get();
        } finally {
            stop();
        }
    }

    private void stop() {
        view.close();
        stack.close();
    }

    // --- what is to be run

    /** The mission to submit; empty to go on with, or to show again, what the kept folder has. */
    private Optional<MissionText> wanted() {
        if (options.mission != null) {
            return Optional.of(MissionText.read(options.mission));
        }
        return journal.last().isPresent()
                ? Optional.empty()
                : Optional.of(MissionText.read(installation.mission(DEFAULT_MISSION)));
    }

    /** The script given, or the default mission's, or the one that the kept folder was started with. */
    private StackPlan withScript(StackPlan plan) {
        if (options.live) {
            return plan;
        }
        Path kept = folder.request("script.yaml");
        try {
            if (options.script != null) {
                Files.copy(options.script, kept, StandardCopyOption.REPLACE_EXISTING);
            } else if (options.mission == null && mission.isPresent()) {
                Files.copy(installation.mission(DEFAULT_SCRIPT), kept, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("script " + kept, e);
        }
        return Files.exists(kept) ? plan.withScript(kept) : plan;
    }

    // --- running it

    private int run() {
        // What is wrong with a mission is said as early as can be; what it needs is seen to while the rest starts.
        if (options.preview) {
            return preview();
        }
        stack.await(Part.MISSION_SERVICE, Part.SIMULATOR);
        Journal.Entry entry = submitted();
        UUID run = entry.run().orElseThrow();
        stack.await();
        stack.startClock();
        if (!entry.finished()) {
            follow(run);
            journal.replaceLast(entry.ended());
        }
        Patience.until(MIRROR_PATIENCE, () -> stack.missions().isMirrored(run));
        JsonNode results = stack.missions().results(run);
        view.close();
        out.println("\n" + ResultTable.of(results));
        write(options.out, results);
        if (options.ledger != null) {
            write(options.ledger, stack.simulator().ledger());
        }
        if (journal.othersUnderWay() > 0) {
            out.println(journal.othersUnderWay() + " earlier mission(s) in " + folder.path() + " have not ended");
        }
        if (options.stay) {
            stay();
        }
        return results.path("status").asText().equals("succeeded") ? 0 : 1;
    }

    /** Nothing is submitted, so that nobody is called, whatever else is up. */
    private int preview() {
        stack.await(Part.MISSION_SERVICE, Part.CALL_SCHEDULER);
        MissionText text = mission.orElseThrow();
        JsonNode preview = stack.missions().preview(text.text(), text.mediaType());
        view.close();
        out.println("\n" + PreviewTable.of(preview));
        write(options.out, preview);
        return 0;
    }

    private boolean agreed() {
        String what = mission.map(text -> text.targets() + " phones will be called.")
                .orElse("The mission of " + folder.path() + " goes on and calls real phones.");
        out.print(what + " Type yes to go on: ");
        out.flush();
        Scanner answers = new Scanner(System.in, StandardCharsets.UTF_8);
        return answers.hasNextLine() && answers.nextLine().strip().equalsIgnoreCase("yes");
    }

    private Journal.Entry submitted() {
        if (mission.isEmpty()) {
            return journal.last().orElseThrow();
        }
        String digest = mission.get().digest();
        Optional<Journal.Entry> before = journal.unfinished(digest);
        before.ifPresent(entry -> view.note("going on with the unfinished mission"));
        Journal.Entry entry = before.orElseGet(() -> journal.begin(digest));
        try {
            return journal.replaceLast(entry.accepted(stack.missions()
                    .submit(mission.get().text(), mission.get().mediaType(), entry.idempotencyKey())
                    .runId()));
        } catch (MissionRefusedException e) {
            journal.forgetLast();
            throw e;
        }
    }

    private void follow(UUID run) {
        try (RunFollower follower = new RunFollower(
                stack.bootstrapServers(), run, InstantSource.system().instant(), view, this::howToDecide)) {
            follower.follow(() -> failure.get() != null || stack.isClosing());
        }
        if (failure.get() != null) {
            throw failure.get();
        }
        if (stack.isClosing()) {
            throw new StackFailedException("stopped");
        }
    }

    /** Where nobody of a script decides, or somebody else may want to. */
    private Optional<String> howToDecide(UUID approval) {
        boolean isOfInterest = options.live || options.stay || !stack.hasPeople();
        return isOfInterest ? Optional.of("decide it by: " + decision(approval.toString())) : Optional.empty();
    }

    private String decision(String approval) {
        return "curl -X POST " + stack.address(Part.MISSION_SERVICE) + "/v1/approvals/" + approval
                + "/decision -H \"Authorization: Bearer $(cat " + folder.apiKey()
                + ")\" -H 'Content-Type: application/json' -d '{\"decision\": \"approved\"}'";
    }

    private static void write(Path file, JsonNode document) {
        if (file == null) {
            return;
        }
        try {
            Files.writeString(
                    file, EventJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not writable as JSON", e);
        } catch (IOException e) {
            throw new StackFailedException(file + " cannot be written: " + e.getMessage());
        }
    }

    // --- staying

    private void stay() {
        out.println("\nstaying up; Ctrl-C ends it");
        line("API", stack.address(Part.MISSION_SERVICE) + "/v1");
        line("OpenAPI", stack.address(Part.MISSION_SERVICE) + "/q/openapi");
        line("calls", stack.address(Part.CALL_SCHEDULER) + "/v1/calls, /v1/suppressions  (OpenAPI at /q/openapi)");
        line("webhooks", stack.address(Part.WEBHOOK_GATEWAY) + "/webhooks/telnyx");
        if (!options.live) {
            line("simulator", stack.address(Part.SIMULATOR) + "/v2");
            line("people", stack.address(Part.SIMULATOR) + "/_sim/approvals");
            line("ledger", stack.address(Part.SIMULATOR) + "/_sim/ledger");
        }
        for (Part service : Part.SERVICES) {
            line("metrics", stack.address(service) + "/q/metrics  (" + service.label() + ")");
        }
        line("broker", stack.bootstrapServers());
        line("database", "postgresql://postgres@" + stack.databaseAddress());
        line("logs", folder.logs().toString());
        line("approve", decision("APPROVAL"));
        line("key", "export SWITCHBOARD_KEY=$(cat " + folder.apiKey() + ")");
        out.flush();
        try {
            stackFailed.await(Long.MAX_VALUE, java.util.concurrent.TimeUnit.DAYS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw failure.get();
    }

    private void line(String what, String where) {
        out.printf("  %-10s %s%n", what, where);
    }

    // --- what the stack tells

    @Override
    public void restarted(Part part, String how) {
        view.note("the " + part.label() + " died (" + how + ") and has been started again");
    }

    @Override
    public void failed(StackFailedException cause) {
        failure.compareAndSet(null, cause);
        stackFailed.countDown();
    }
}
