package dev.switchboard.launcher;

import dev.switchboard.launcher.follow.PlainView;
import dev.switchboard.launcher.follow.RunFollower;
import dev.switchboard.launcher.stack.Installation;
import dev.switchboard.launcher.stack.LocalStack;
import dev.switchboard.launcher.stack.Part;
import dev.switchboard.launcher.stack.RunFolder;
import dev.switchboard.launcher.stack.StackFailedException;
import dev.switchboard.launcher.stack.StackListener;
import dev.switchboard.launcher.stack.StackPlan;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** Run once after a build: carries out the default mission, so that the class archives hold what a mission needs. */
public final class MakeArchives implements StackListener {

    private static final double FAST = 600;

    private final AtomicBoolean failed = new AtomicBoolean();

    private MakeArchives() {}

    public static void main(String[] args) {
        Installation installation = Installation.find();
        StackPlan plan = StackPlan.simulated(installation).withTimeScale(FAST).makingArchives();
        MakeArchives listener = new MakeArchives();
        try (LocalStack stack = LocalStack.of(plan, RunFolder.temporary(), listener)) {
            stack.start();
            listener.carryOut(MissionText.read(installation.mission(LocalRun.DEFAULT_MISSION)), stack);
        }
    }

    private void carryOut(MissionText mission, LocalStack stack) {
        UUID run = stack.missions()
                .submit(mission.text(), mission.mediaType(), UUID.randomUUID().toString())
                .runId();
        stack.startClock();
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        try (RunFollower follower = new RunFollower(
                stack.bootstrapServers(), run, Instant.EPOCH, new PlainView(nowhere), id -> Optional.empty())) {
            follower.follow(failed::get);
        }
        stack.missions().results(run);
    }

    @Override
    public void restarted(Part part, String how) {
        failed.set(true);
    }

    @Override
    public void failed(StackFailedException failure) {
        failed.set(true);
    }
}
