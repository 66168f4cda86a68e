package dev.switchboard.notifier.domain;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SlackMarkupTest {

    @Test
    void takesTheMeaningFromMentionsAndLinks() {
        assertThat(SlackMarkup.escape("<!channel> & <https://x.example|here>", 100))
                .isEqualTo("&lt;!channel&gt; &amp; &lt;https://x.example|here&gt;");
    }

    @Test
    void dropsAnEscapedCharacterThatDoesNotFit() {
        assertThat(SlackMarkup.escape("a&b", 5)).isEqualTo("a");
    }

    @Property
    void neverLeavesMarkupOrOutgrowsItsLimit(@ForAll String text, @ForAll @IntRange(max = 50) int longest) {
        String escaped = SlackMarkup.escape(text, longest);

        assertThat(escaped.length()).isLessThanOrEqualTo(longest);
        assertThat(escaped).doesNotContain("<", ">");
        assertThat(escaped.replaceAll("&(amp|lt|gt);", "")).doesNotContain("&");
    }

    @Property
    void canBeReadBack(@ForAll String text) {
        String escaped = SlackMarkup.escape(text, Integer.MAX_VALUE);

        assertThat(escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
                .isEqualTo(text);
    }
}
