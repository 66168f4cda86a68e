package dev.switchboard.launcher.stack;

import dev.switchboard.clock.ClockFile;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.embedded.EmbeddedDatabase;
import dev.switchboard.embedded.EmbeddedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Everything on one machine: database, broker, simulator (unless live) and the five services, each a process of its own
 * on a free port. A part that dies is started again; nothing is left when it is closed, or when this process ends in
 * any other way.
 */
public final class LocalStack implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration SERVICE_PATIENCE = Duration.ofMillis(2500);
    private static final Duration BROKER_PATIENCE = Duration.ofMillis(1500);
    private static final long PULSE_MILLIS = 250;

    private final StackPlan plan;
    private final RunFolder folder;
    private final StackListener listener;
    private final Ports ports;
    private final ApiKey key;
    private final Surroundings surroundings;
    private final Commands commands;
    private final FailureLogs failureLogs;
    private final Watchdog watchdog;
    private final Http http = new Http();
    private final InstantSource realTime = InstantSource.system();
    private final Restarts restarts = new Restarts();
    private final Map<Part, ChildProcess> children = new ConcurrentHashMap<>();
    private final ExecutorService starters = Executors.newCachedThreadPool(LocalStack::daemon);
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(LocalStack::daemon);

    private volatile EmbeddedDatabase database;
    private volatile String webhookKey;
    private volatile boolean running;
    private volatile boolean closing;

    private LocalStack(StackPlan plan, RunFolder folder, StackListener listener) {
        String mark = UUID.randomUUID().toString();
        this.plan = plan;
        this.folder = folder;
        this.listener = listener;
        this.ports = Ports.take(plan.gatewayPort());
        this.key = ApiKey.in(folder.apiKey());
        this.surroundings = new Surroundings(plan, folder, ports, key, mark);
        this.commands = new Commands(plan, folder, ports, surroundings);
        this.failureLogs = new FailureLogs(folder, plan.installation());
        this.webhookKey = plan.live().map(LiveAccount::publicKey).orElse("");
        this.watchdog = Watchdog.start(mark, folder);
    }

    /** A stack that is being put together: known, and closable, before it runs. */
    public static LocalStack of(StackPlan plan, RunFolder folder, StackListener listener) {
        return new LocalStack(plan, folder, listener);
    }

    /**
     * Starts all parts and waits until each says that it is well. The mission clock stands still until
     * {@link #startClock}.
     *
     * @throws StackFailedException naming the part that does not run, and its log
     */
    public LocalStack start() {
        if (plan.live().isEmpty()) {
            setClock();
        }
        pulse.scheduleWithFixedDelay(this::beat, PULSE_MILLIS, PULSE_MILLIS, TimeUnit.MILLISECONDS);
        CompletableFuture<Void> grounds = CompletableFuture.allOf(async(this::startDatabase), async(this::startBroker));
        CompletableFuture<Void> simulator = async(this::startSimulator);
        List<CompletableFuture<Void>> all = new ArrayList<>(List.of(grounds, simulator));
        for (Part service : Part.SERVICES) {
            CompletableFuture<Void> before =
                    service == Part.WEBHOOK_GATEWAY ? CompletableFuture.allOf(grounds, simulator) : grounds;
            all.add(before.thenRunAsync(() -> startService(service), starters));
        }
        await(CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)));
        running = true;
        children.forEach(this::lookAfter);
        return this;
    }

    /** Lets mission time pass. */
    public void startClock() {
        if (plan.live().isEmpty()) {
            clockFile().run(realTime.instant());
        }
    }

    /** Mission time. */
    public MissionClock clock() {
        return plan.live().isPresent() ? MissionClock.system() : MissionClock.shared(folder.clock());
    }

    public SwitchboardClient missions() {
        return new SwitchboardClient(http, address(Part.MISSION_SERVICE), key);
    }

    public SimulatorClient simulator() {
        return new SimulatorClient(http, address(Part.SIMULATOR));
    }

    /** Where a part answers HTTP. */
    public URI address(Part part) {
        return URI.create("http://127.0.0.1:" + ports.http(part));
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + ports.broker();
    }

    /** {@code host:port/name}. */
    public String databaseAddress() {
        return database.address();
    }

    public RunFolder folder() {
        return folder;
    }

    /** The process of a part other than the database. */
    public long pid(Part part) {
        return children.get(part).pid();
    }

    /** Ends a part at once (SIGKILL); it is started again. */
    public void kill(Part part) {
        children.get(part).kill();
    }

    /** Waits until a part says that it is well. */
    public boolean isWellWithin(Part part, Duration limit) {
        return Patience.until(limit, () -> http.isWell(health(part)));
    }

    /** What all processes of the stack hold in memory, this one included. */
    public ResidentMemory memory() {
        Stream<ProcessHandle> server = Optional.ofNullable(database).flatMap(EmbeddedDatabase::process).stream()
                .flatMap(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants()));
        Stream<Long> pids = Stream.concat(
                Stream.concat(children.values().stream().map(ChildProcess::pid), server.map(ProcessHandle::pid)),
                Stream.of(ProcessHandle.current().pid()));
        return ResidentMemory.of(pids.toList());
    }

    /** Whether {@link #close} has begun; what fails then fails because of it. */
    public boolean isClosing() {
        return closing;
    }

    /** Keeps the logs beyond the end of the run, and says where. */
    public Path keepLogs() {
        return failureLogs.keep();
    }

    /** Stops everything: services, simulator, broker, database. May be called twice and from a shutdown hook. */
    @Override
    public synchronized void close() {
        if (closing) {
            return;
        }
        closing = true;
        try {
            stop(Part.SERVICES, SERVICE_PATIENCE);
            stop(List.of(Part.SIMULATOR), SERVICE_PATIENCE);
            stopClock();
            stop(List.of(Part.BROKER), BROKER_PATIENCE);
            if (database != null) {
                database.close();
            }
            pulse.shutdownNow();
            starters.shutdownNow();
            watchdog.release();
        } catch (InterruptedException e) {
            // Whoever interrupts wants an end: the watchdog makes it.
            Thread.currentThread().interrupt();
        }
        folder.close();
    }

    // --- the clock

    private ClockFile clockFile() {
        return new ClockFile(folder.clock());
    }

    /** A clock that ran when the last run ended stands where that run was last seen alive. */
    private void setClock() {
        ClockFile file = clockFile();
        file.stop(lastPulse());
        Optional<ClockFile.Reading> kept = file.read();
        double scale =
                plan.timeScale().or(() -> kept.map(ClockFile.Reading::scale)).orElse(StackPlan.DEFAULT_SCALE);
        file.standStill(kept.map(ClockFile.Reading::start).orElse(plan.startAt()), scale);
    }

    private java.time.Instant lastPulse() {
        try {
            return Files.getLastModifiedTime(folder.pulse()).toInstant();
        } catch (IOException e) {
            return realTime.instant();
        }
    }

    private void stopClock() {
        if (plan.live().isEmpty()) {
            clockFile().stop(realTime.instant());
        }
    }

    private void beat() {
        try {
            if (!Files.exists(folder.pulse())) {
                Files.createFile(folder.pulse());
            }
            Files.setLastModifiedTime(folder.pulse(), FileTime.from(realTime.instant()));
        } catch (IOException e) {
            throw new UncheckedIOException("pulse of " + folder.path(), e);
        }
        if (running && !closing && database.process().isEmpty()) {
            running = false;
            listener.failed(new StackFailedException(failureLogs.tell(Part.DATABASE, "the database died")));
        }
    }

    // --- starting

    private void startDatabase() {
        database = EmbeddedDatabase.start(
                folder.database(), ports.database(), plan.installation().databasePrograms(), folder.log(Part.DATABASE));
    }

    private void startBroker() {
        ChildProcess broker = launch(Part.BROKER);
        awaitWell(Part.BROKER, broker, () -> broker.hasSaid("broker ready"));
    }

    private void startSimulator() {
        if (plan.live().isPresent()) {
            return;
        }
        ChildProcess simulator = launch(Part.SIMULATOR);
        awaitWell(Part.SIMULATOR, simulator, () -> http.isWell(health(Part.SIMULATOR)));
        webhookKey = simulator().publicKey();
    }

    private void startService(Part service) {
        ChildProcess child = launch(service);
        awaitWell(service, child, () -> http.isWell(health(service)));
    }

    private ChildProcess launch(Part part) {
        if (closing) {
            throw new StackFailedException("the run has been stopped");
        }
        ChildProcess child = ChildProcess.start(commands.of(part), surroundings.of(part, webhookKey), folder.log(part));
        children.put(part, child);
        return child;
    }

    private void awaitWell(Part part, ChildProcess child, java.util.function.BooleanSupplier isWell) {
        boolean well = Patience.until(START_LIMIT, () -> !child.isAlive() || isWell.getAsBoolean());
        if (!child.isAlive()) {
            throw new StackFailedException(
                    failureLogs.tell(part, "the " + part.label() + " ended (" + ending(child) + ") while starting"),
                    part == Part.SIMULATOR && child.exitCode() == 2 ? 2 : 1);
        }
        if (!well) {
            throw new StackFailedException(failureLogs.tell(
                    part, "the " + part.label() + " was not ready within " + START_LIMIT.toSeconds() + " s"));
        }
    }

    private URI health(Part part) {
        String path = part == Part.SIMULATOR ? SimulatorClient.HEALTH : "/q/health/ready";
        return address(part).resolve(path);
    }

    private CompletableFuture<Void> async(Runnable work) {
        return CompletableFuture.runAsync(work, starters);
    }

    private void await(CompletableFuture<Void> all) {
        try {
            all.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StackFailedException failure) {
                throw failure;
            }
            throw new StackFailedException("the stack did not start: " + failureLogs.tell(e.getCause()));
        }
    }

    // --- looking after

    private void lookAfter(Part part, ChildProcess child) {
        child.onExit().thenRunAsync(() -> ended(part, child), starters);
    }

    private void ended(Part part, ChildProcess child) {
        if (closing) {
            return;
        }
        String how = ending(child);
        if (!restarts.allow(part, System.nanoTime())) {
            listener.failed(new StackFailedException(
                    failureLogs.tell(part, "the " + part.label() + " died too often, at last with " + how)));
            return;
        }
        lookAfter(part, launch(part));
        listener.restarted(part, how);
    }

    private static String ending(ChildProcess child) {
        int code = child.exitCode();
        return code > 128 ? "signal " + (code - 128) : "exit code " + code;
    }

    // --- stopping

    private void stop(List<Part> parts, Duration patience) throws InterruptedException {
        List<ChildProcess> stopping =
                parts.stream().map(children::get).filter(child -> child != null).toList();
        stopping.forEach(ChildProcess::terminate);
        long end = System.nanoTime() + patience.toNanos();
        for (ChildProcess child : stopping) {
            if (!child.endsWithin(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
                child.kill();
                child.endsWithin(patience);
            }
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "stack");
        thread.setDaemon(true);
        return thread;
    }

    /** The command lines of the parts. */
    private record Commands(StackPlan plan, RunFolder folder, Ports ports, Surroundings surroundings) {

        List<String> of(Part part) {
            List<String> command = new ArrayList<>(List.of(JvmFlags.java()));
            command.addAll(JvmFlags.of(part, folder.temporaryFiles()));
            String jar = plan.installation().jar(part).toString();
            switch (part) {
                case BROKER ->
                    command.addAll(List.of(
                            "-cp",
                            jar,
                            EmbeddedKafka.class.getName(),
                            folder.broker().toString(),
                            String.valueOf(ports.broker()),
                            String.valueOf(ports.brokerController())));
                case SIMULATOR -> {
                    command.addAll(List.of("-jar", jar));
                    command.addAll(simulatorOptions());
                }
                case MISSION_SERVICE, CALL_SCHEDULER, WEBHOOK_GATEWAY, INSIGHT_COLLECTOR, NOTIFIER ->
                    command.addAll(List.of("-jar", jar));
                case DATABASE -> throw new IllegalArgumentException("the database is started by itself");
            }
            return command;
        }

        private List<String> simulatorOptions() {
            List<String> options = new ArrayList<>(List.of(
                    "--port", String.valueOf(ports.simulator()),
                    "--clock", folder.clock().toString(),
                    "--state", folder.simulator().toString(),
                    "--signing-key", folder.signingKey().toString(),
                    "--webhook-url", surroundings.webhookUrl()));
            plan.script().ifPresent(script -> options.addAll(List.of("--script", script.toString())));
            return options;
        }
    }
}
