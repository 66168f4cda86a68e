package dev.switchboard.notifier.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.notifier.domain.Approval;
import dev.switchboard.notifier.domain.CardText;
import dev.switchboard.notifier.domain.ChangeForm;
import dev.switchboard.notifier.domain.Message;
import dev.switchboard.notifier.domain.Questions;
import dev.switchboard.notifier.domain.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SlackMessagesTest {

    @Test
    void announcesWithoutAnythingToPress() {
        JsonNode message = SlackMessages.announcement("C1", CardText.of(Questions.vendors()));

        assertThat(message.path("channel").asText()).isEqualTo("C1");
        assertThat(message.path("text").asText()).startsWith("A decision is needed: Vendor selection");
        assertThat(message.toString()).doesNotContain("actions");
    }

    @Test
    void asksWithButtonsThatNameTheApproval() {
        JsonNode message = SlackMessages.card("C1", "1.2", CardText.of(Questions.vendors()));

        assertThat(message.path("ts").asText()).isEqualTo("1.2");
        List<JsonNode> buttons = buttons(message);
        assertThat(buttons)
                .extracting(button -> button.path("action_id").asText())
                .containsExactly("approve", "reject", "change");
        assertThat(buttons).allMatch(button -> button.path("value").asText().equals(Questions.ID.toString()));
    }

    @Test
    void takesTheButtonsAwayWithTheVerdict() {
        Approval closed = Questions.closed(Questions.vendors(), Verdict.Outcome.REJECTED, List.of());

        JsonNode message = SlackMessages.card("C1", "1.2", CardText.of(closed));

        assertThat(buttons(message)).isEmpty();
        assertThat(message.path("text").asText()).contains("Rejected by dana in Slack");
    }

    @Test
    void opensAFormWithTheShortlistChosen() {
        JsonNode request = SlackForm.opening(new Message.Form("t1", "C1", ChangeForm.of(Questions.vendors())));

        assertThat(request.path("trigger_id").asText()).isEqualTo("t1");
        JsonNode view = request.path("view");
        assertThat(view.path("private_metadata").asText()).isEqualTo(Questions.ID + " C1");
        assertThat(view.path("title").path("text").asText()).hasSizeLessThanOrEqualTo(24);
        JsonNode select = view.path("blocks").path(1).path("element");
        assertThat(select.path("options")).hasSize(5);
        assertThat(select.path("options").path(1).path("text").path("text").asText())
                .isEqualTo("Vendor Helix (…0308)");
        assertThat(select.path("initial_options")).hasSize(3);
        assertThat(select.path("initial_options").path(0))
                .isEqualTo(select.path("options").path(0));
        assertThat(view.toString()).doesNotContain("+1415");
    }

    /** Slack refuses a message with one section too long, or with too many blocks. */
    @Property(tries = 60)
    void keepsToSlacksLimits(@ForAll @IntRange(min = 1, max = 300) int candidates, @ForAll String name) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < candidates; i++) {
            all.put(String.format("+1415555%04d", i), name + "<&>".repeat(30));
        }
        Approval approval = Questions.shortlistOf(all);

        JsonNode message = SlackMessages.card("C1", "1.2", CardText.of(approval));
        JsonNode form = SlackForm.opening(new Message.Form("t", "C1", ChangeForm.of(approval)));

        assertThat(message.path("blocks")).hasSizeLessThanOrEqualTo(50);
        assertThat(message.findValues("text"))
                .allMatch(text -> text.isObject() || text.asText().length() <= 3000);
        assertThat(form.findValues("options").get(0))
                .allMatch(option -> option.path("text").path("text").asText().length() <= 75);
    }

    private static List<JsonNode> buttons(JsonNode message) {
        return message.findValues("elements").stream()
                .flatMap(elements -> java.util.stream.StreamSupport.stream(elements.spliterator(), false))
                .filter(element -> element.path("type").asText().equals("button"))
                .toList();
    }
}
