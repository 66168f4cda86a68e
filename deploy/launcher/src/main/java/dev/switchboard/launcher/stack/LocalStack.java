package dev.switchboard.launcher.stack;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.embedded.EmbeddedDatabase;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Everything on one machine: database, broker, simulator (unless live) and the five services, each a process of its own
 * on a free port. A part that dies is started again; nothing is left when it is closed, or when this process ends in
 * any other way.
 */
public final class LocalStack implements AutoCloseable {

    private static final Duration SERVICE_PATIENCE = Duration.ofMillis(2500);
    private static final Duration BROKER_PATIENCE = Duration.ofMillis(1500);
    private static final long PULSE_MILLIS = 250;

    private final StackPlan plan;
    private final RunFolder folder;
    private final StackListener listener;
    private final Ports ports;
    private final ApiKey key;
    private final StackClock clock;
    private final ClassArchives archives;
    private final FailureLogs failureLogs;
    private final Watchdog watchdog;
    private final Processes processes;
    private final Http http = new Http();
    private final ExecutorService starters = Executors.newCachedThreadPool(LocalStack::daemon);
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(LocalStack::daemon);
    private final Map<Part, CompletableFuture<Void>> starts = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> anyFailure = new CompletableFuture<>();

    private final AtomicBoolean restartsDatabase = new AtomicBoolean();
    private final Object databaseLock = new Object();

    private volatile EmbeddedDatabase database;
    private volatile Balancer balancer;
    private volatile String webhookKey;
    private volatile boolean databaseAway;
    private volatile boolean closing;

    private LocalStack(StackPlan plan, RunFolder folder, StackListener listener) {
        String mark = UUID.randomUUID().toString();
        this.plan = plan;
        this.folder = folder;
        this.listener = listener;
        this.ports = Ports.take(plan.gatewayPort(), plan.replicas());
        this.key = ApiKey.in(folder.apiKey());
        this.clock = new StackClock(plan, folder, InstantSource.system());
        this.archives = new ClassArchives(plan.installation(), plan.makesArchives());
        this.failureLogs = new FailureLogs(folder, plan.installation());
        this.webhookKey = plan.live().map(LiveAccount::publicKey).orElse("");
        Surroundings surroundings = new Surroundings(plan, folder, ports, key, mark);
        Commands commands = new Commands(plan, folder, ports, surroundings, archives);
        this.processes = new Processes(
                replica -> ChildProcess.start(
                        commands.of(replica.part()), surroundings.of(replica, webhookKey), folder.log(replica.part())),
                failureLogs,
                listener,
                starters);
        this.watchdog = Watchdog.start(mark, folder);
    }

    /** A stack that does not run yet, but can be closed. */
    public static LocalStack of(StackPlan plan, RunFolder folder, StackListener listener) {
        return new LocalStack(plan, folder, listener);
    }

    /**
     * Begins to start all parts, side by side as far as they can. The mission clock stands still until
     * {@link #startClock}.
     */
    public LocalStack begin() {
        clock.prepare();
        archives.begin();
        CompletableFuture<Void> grounds = CompletableFuture.allOf(
                starts(Part.DATABASE, done(), this::startDatabase),
                starts(Part.BROKER, done(), () -> processes.start(Replica.first(Part.BROKER), this::isBrokerReady)));
        CompletableFuture<Void> simulator = starts(Part.SIMULATOR, done(), this::startSimulator);
        for (Part service : Part.SERVICES) {
            boolean needsKey = service == Part.WEBHOOK_GATEWAY;
            starts(
                    service,
                    needsKey ? CompletableFuture.allOf(grounds, simulator) : grounds,
                    () -> startService(service));
        }
        if (plan.replicas() > 1) {
            balancer = Balancer.start(
                    ports.door(),
                    Replica.of(Part.WEBHOOK_GATEWAY, plan.replicas()).stream()
                            .map(ports::http)
                            .toList());
        }
        pulse.scheduleWithFixedDelay(this::beat, PULSE_MILLIS, PULSE_MILLIS, TimeUnit.MILLISECONDS);
        return this;
    }

    /**
     * Waits until those parts, or all if none are named, say that they are well.
     *
     * @throws StackFailedException as soon as any part fails to start, naming it and its log
     */
    public LocalStack await(Part... parts) {
        Stream<Part> awaited = Stream.of(parts.length == 0 ? Part.values() : parts);
        var all = CompletableFuture.allOf(awaited.map(starts::get).toArray(CompletableFuture[]::new));
        try {
            CompletableFuture.anyOf(all, anyFailure).join();
        } catch (CompletionException e) {
            throw cause(e);
        }
        return this;
    }

    /** {@link #begin} and {@link #await}. */
    public LocalStack start() {
        return begin().await();
    }

    /** Lets mission time pass. */
    public void startClock() {
        clock.run();
    }

    /** Mission time. */
    public MissionClock clock() {
        return clock.clock();
    }

    public SwitchboardClient missions() {
        return new SwitchboardClient(http, address(Part.MISSION_SERVICE), key);
    }

    public SimulatorClient simulator() {
        return new SimulatorClient(http, address(Part.SIMULATOR));
    }

    /** The same by another of the mission-service's processes. */
    public SwitchboardClient missions(int replica) {
        return new SwitchboardClient(http, address(new Replica(Part.MISSION_SERVICE, replica)), key);
    }

    /** Where a part, or the first of its processes, answers HTTP. */
    public URI address(Part part) {
        return address(Replica.first(part));
    }

    private URI address(Replica replica) {
        return URI.create("http://127.0.0.1:" + ports.http(replica));
    }

    /** Whether somebody in the script decides about approvals. */
    public boolean hasPeople() {
        return plan.script().map(Approver::of).orElse(List.of()).stream()
                .anyMatch(person -> !person.equals(Approver.YOU));
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

    /** The process of a part other than the database; of several, the first. */
    public long pid(Part part) {
        return processes.of(Replica.first(part)).pid();
    }

    /** Ends a part at once (SIGKILL); it is started again. One that is being started again is left alone. */
    public void kill(Part part) {
        kill(Replica.first(part));
    }

    /** The same for any of a part's processes. */
    public void kill(Replica replica) {
        if (replica.part() == Part.DATABASE) {
            database.kill();
        } else {
            processes.of(replica).kill();
        }
    }

    /** Ends a part at once (SIGKILL) and keeps it away until {@link #bringBack}. */
    public void takeAway(Part part) {
        if (part == Part.DATABASE) {
            databaseAway = true;
            database.kill();
        } else {
            processes.takeAway(Replica.first(part));
        }
    }

    /** Starts what was taken away. */
    public void bringBack(Part part) {
        if (part == Part.DATABASE) {
            databaseAway = false;
        } else {
            processes.bringBack(Replica.first(part));
        }
    }

    /** What call-scheduler offers people. */
    public SchedulerClient scheduler() {
        return new SchedulerClient(http, address(Part.CALL_SCHEDULER), key);
    }

    /** Waits until a service, in all its processes, or the simulator says that it is well. */
    public boolean isWellWithin(Part part, Duration limit) {
        return Patience.until(limit, () -> replicas(part).stream().allMatch(replica -> http.isWell(health(replica))));
    }

    private List<Replica> replicas(Part part) {
        return Replica.of(part, plan.replicas());
    }

    /** What a service, or the first of its processes, answers when asked whether it is ready: a status; empty if nothing. */
    public Optional<Integer> readiness(Part part) {
        try {
            return Optional.of(http.get(health(Replica.first(part))).statusCode());
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** What all processes of the stack hold in memory, this one included. */
    public ResidentMemory memory() {
        Stream<Long> server = Optional.ofNullable(database).flatMap(EmbeddedDatabase::process).stream()
                .flatMap(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants()))
                .map(ProcessHandle::pid);
        Stream<Long> children = processes.all().stream().map(ChildProcess::pid);
        Stream<Long> self = Stream.of(ProcessHandle.current().pid());
        return ResidentMemory.of(
                Stream.of(server, children, self).flatMap(pids -> pids).toList());
    }

    /** How many bytes of its heap a service uses right now, garbage included. */
    public long heapBytes(Part service) {
        return HeapGauge.read(http.get(address(service).resolve("/q/metrics")).body());
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
        processes.close();
        try {
            processes.stop(
                    Part.SERVICES.stream()
                            .flatMap(service -> replicas(service).stream())
                            .toList(),
                    patience(SERVICE_PATIENCE));
            processes.stop(replicas(Part.SIMULATOR), patience(SERVICE_PATIENCE));
            if (balancer != null) {
                balancer.close();
            }
            clock.stop();
            processes.stop(replicas(Part.BROKER), patience(BROKER_PATIENCE));
            stopDatabase();
            pulse.shutdownNow();
            starters.shutdownNow();
            watchdog.release();
            archives.finish();
        } catch (InterruptedException e) {
            // Whoever interrupts wants an end: the watchdog makes it.
            Thread.currentThread().interrupt();
        }
        folder.close();
    }

    private Duration patience(Duration usual) {
        return archives.areMade() ? ClassArchives.WRITING : usual;
    }

    // --- starting

    private CompletableFuture<Void> starts(Part part, CompletableFuture<Void> before, Runnable work) {
        CompletableFuture<Void> start = before.thenRunAsync(work, starters);
        start.whenComplete((done, failure) -> {
            if (failure != null) {
                anyFailure.completeExceptionally(failure);
            }
        });
        starts.put(part, start);
        return start;
    }

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }

    /** All its processes side by side. */
    private void startService(Part service) {
        CompletableFuture.allOf(replicas(service).stream()
                        .map(replica -> CompletableFuture.runAsync(
                                () -> processes.start(replica, () -> http.isWell(health(replica))), starters))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private void startDatabase() {
        database = EmbeddedDatabase.start(
                folder.database(), ports.database(), plan.installation().databasePrograms(), folder.log(Part.DATABASE));
    }

    private void stopDatabase() {
        synchronized (databaseLock) {
            if (database != null) {
                database.close();
            }
        }
    }

    private void restartDatabase() {
        synchronized (databaseLock) {
            if (closing) {
                return;
            }
            try {
                processes.countDeath(Replica.first(Part.DATABASE));
                database.close();
                startDatabase();
            } catch (StackFailedException e) {
                listener.failed(e);
                return;
            } catch (UncheckedIOException e) {
                listener.failed(new StackFailedException(
                        failureLogs.tell(Part.DATABASE, "the database died and did not start again")));
                return;
            }
        }
        restartsDatabase.set(false);
        listener.restarted(Part.DATABASE, "its process was gone");
    }

    private boolean isBrokerReady() {
        return processes.hasSaid(Replica.first(Part.BROKER), "broker ready");
    }

    private void startSimulator() {
        if (plan.live().isEmpty()) {
            Replica simulator = Replica.first(Part.SIMULATOR);
            processes.start(simulator, () -> http.isWell(health(simulator)));
            webhookKey = simulator().publicKey();
        }
    }

    private URI health(Replica replica) {
        return address(replica).resolve(replica.part() == Part.SIMULATOR ? SimulatorClient.HEALTH : "/q/health/ready");
    }

    private StackFailedException cause(CompletionException e) {
        Throwable cause = e;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof StackFailedException failure
                ? failure
                : new StackFailedException("the stack did not start: " + failureLogs.tell(cause));
    }

    private void beat() {
        clock.beat();
        boolean ran = starts.get(Part.DATABASE).isDone() && database != null;
        if (ran
                && !closing
                && !databaseAway
                && database.process().isEmpty()
                && restartsDatabase.compareAndSet(false, true)) {
            starters.execute(this::restartDatabase);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "stack");
        thread.setDaemon(true);
        return thread;
    }
}
