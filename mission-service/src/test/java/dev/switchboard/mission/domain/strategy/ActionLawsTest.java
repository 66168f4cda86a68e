package dev.switchboard.mission.domain.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.Target;
import dev.switchboard.mission.domain.TargetStatus;
import dev.switchboard.mission.domain.strategy.RunInMemory.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ActionLawsTest {

    /** What a target says whenever it is reached. */
    enum Answer {
        NO_TABLE,
        TABLE_BUT_NOT_CONFIRMED,
        TABLE_CONFIRMED,
        NEVER_REACHED,
        NONSENSE
    }

    @Property
    void theCapHoldsWhateverTheOrder(
            @ForAll("answers") List<Answer> answers,
            @ForAll @IntRange(min = 1, max = 4) int atOnce,
            @ForAll Random random) {
        Course course = play(answers, 0, atOnce, random);

        assertThat(course.run.mostOpen()).isLessThanOrEqualTo(atOnce);
    }

    @Property
    void nobodyIsAskedAnewOnceUntilHoldsUnlessTheActionFailed(
            @ForAll("answers") List<Answer> answers,
            @ForAll @IntRange(min = 1, max = 4) int atOnce,
            @ForAll Random random) {
        Course course = play(answers, 0, atOnce, random);

        assertThat(course.askedWhileFound).isZero();
    }

    @Property
    void itSucceedsExactlyIfSomebodyConfirmsWhateverTheOrder(
            @ForAll("answers") List<Answer> answers,
            @ForAll @IntRange(max = 2) int further,
            @ForAll @IntRange(min = 1, max = 4) int atOnce,
            @ForAll Random random) {
        Course course = play(answers, further, atOnce, random);

        assertThat(course.run.end())
                .contains(answers.contains(Answer.TABLE_CONFIRMED) ? RunStatus.SUCCEEDED : RunStatus.FAILED);
        assertThat(course.run.recommended()).hasSize(answers.contains(Answer.TABLE_CONFIRMED) ? 1 : 0);
        course.run
                .recommended()
                .forEach(name -> assertThat(course.answerOf(name)).isEqualTo(Answer.TABLE_CONFIRMED));
    }

    @Property
    void nobodyIsCalledToActTwiceNorWhileAnotherIsOnThePhone(
            @ForAll("answers") List<Answer> answers,
            @ForAll @IntRange(min = 1, max = 4) int atOnce,
            @ForAll Random random) {
        Course course = play(answers, 0, atOnce, random);

        assertThat(course.run.askedIn(2)).doesNotHaveDuplicates();
        assertThat(course.actedBesideOthers).isFalse();
    }

    @Property
    void furtherTargetsAreCalledOnlyWhenTheListIsUsedUp(
            @ForAll("answers") List<Answer> answers,
            @ForAll @IntRange(min = 1, max = 4) int atOnce,
            @ForAll Random random) {
        Course course = play(answers, 1, atOnce, random);
        int listed = answers.size() - 1;

        List<Integer> order = course.run.askedIn(1);
        if (order.contains(answers.size())) {
            assertThat(order)
                    .containsAll(IntStream.rangeClosed(1, listed).boxed().toList());
            assertThat(order.indexOf(answers.size())).isGreaterThanOrEqualTo(listed);
        }
    }

    private static final class Course {
        private final List<Answer> answers;
        private final RunInMemory run;
        private int askedWhileFound;
        private boolean actedBesideOthers;

        private Course(List<Answer> answers, RunInMemory run) {
            this.answers = answers;
            this.run = run;
        }

        private Answer answerOf(String name) {
            return answers.get(Integer.parseInt(name.replace("Target ", "")) - 1);
        }
    }

    /** Lets events come in a random order, until the run ends; calls that are cancelled may end either way. */
    private static Course play(List<Answer> answers, int further, int atOnce, Random random) {
        int listed = Math.max(1, answers.size() - further);
        List<Target> expand = IntStream.rangeClosed(listed + 1, answers.size())
                .mapToObj(Results::target)
                .toList();
        Action action = new Action(Results.insight("free"), Results.insight("confirmed"), atOnce, expand);
        Course course = new Course(answers, new RunInMemory(action, listed).begun());
        List<Integer> leads = new ArrayList<>();
        while (course.run.end().isEmpty()) {
            List<Entry> open = course.run.open();
            assertThat(open).as("something is under way").isNotEmpty();
            Entry entry = open.get(random.nextInt(open.size()));
            Answer answer = answers.get(entry.position - 1);
            boolean looking = !leads.isEmpty();
            int before = course.run.askedIn(1).size();
            if (entry.stage == 2) {
                leads.remove((Integer) entry.position);
                act(course.run, entry, answer);
            } else if (random.nextInt(4) == 0 && !entry.waiting && !entry.unwanted) {
                course.run.waits(entry);
            } else if (entry.unwanted && random.nextBoolean()) {
                course.run.settle(entry, TargetStatus.CANCELLED, Map.of());
            } else {
                if (answer == Answer.TABLE_CONFIRMED || answer == Answer.TABLE_BUT_NOT_CONFIRMED) {
                    leads.add(entry.position);
                }
                say(course.run, entry, answer);
            }
            if (looking && !leads.isEmpty()) {
                course.askedWhileFound += course.run.askedIn(1).size() - before;
            }
            course.actedBesideOthers |= course.run.open().stream().anyMatch(other -> other.stage == 2)
                    && course.run.open().size() > 1;
        }
        return course;
    }

    private static void say(RunInMemory run, Entry entry, Answer answer) {
        switch (answer) {
            case NO_TABLE -> run.succeeds(entry, Map.of("free", false));
            case TABLE_BUT_NOT_CONFIRMED, TABLE_CONFIRMED -> run.succeeds(entry, Map.of("free", true));
            case NEVER_REACHED -> run.settle(entry, TargetStatus.ABANDONED, Map.of());
            case NONSENSE -> run.succeeds(entry, Map.of("free", "perhaps"));
        }
    }

    private static void act(RunInMemory run, Entry entry, Answer answer) {
        run.succeeds(entry, Map.of("confirmed", answer == Answer.TABLE_CONFIRMED));
    }

    @Provide
    Arbitrary<List<Answer>> answers() {
        return Arbitraries.of(Answer.class).list().ofMinSize(2).ofMaxSize(8);
    }

    /** Kept beside the laws: the sentence that tells why. */
    @Property(tries = 1)
    void resultsThatCannotBeJudgedAreNotedAndPassedOver() {
        Action action = new Action(Results.insight("free"), Results.insight("confirmed"), 1, List.of());
        RunInMemory run = new RunInMemory(action, 2).begun();

        run.succeeds(run.open().get(0), Map.of("free", "perhaps"));

        assertThat(run.notes)
                .containsExactly("action.until could not be evaluated for Target 1: 'insight.free' is neither true nor"
                        + " false");
        assertThat(run.askedIn(1)).containsExactly(1, 2);
        assertThat(run.end()).isEqualTo(Optional.empty());
    }
}
