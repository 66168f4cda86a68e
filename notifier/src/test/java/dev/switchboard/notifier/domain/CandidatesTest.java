package dev.switchboard.notifier.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CandidatesTest {

    private static final Candidates VENDORS = Questions.vendors().candidates();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Vendor Helix                    | +14155550308
            vendor helix                    | +14155550308
            '  Vendor   Helix '             | +14155550308
            - Vendor Helix                  | +14155550308
            2. Vendor Helix                 | +14155550308
            Vendor Helix (…0308)            | +14155550308
            +14155550308                    | +14155550308
            0308                            | +14155550308
            …0308                           | +14155550308
            (415) 555-0308                  | +14155550308
            5550308                         | +14155550308
            Smith, Jones & Co               | +13125550304
            +1 312 555 0304                 | +13125550304
            Vendor Delta (…4155550304)      | +14155550304
            """)
    void knowsWhoIsMeant(String words, String phone) {
        Candidates.Chosen chosen = VENDORS.named(words);

        assertThat(chosen.isClear()).isTrue();
        assertThat(chosen.phones()).containsExactly(phone);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "Helix",
                "Vendor",
                "0304",
                "308",
                "+1415555030",
                "+14155550399",
                "looks good",
                "Vendor Helix or 0305",
                "Vendor Helix, somebody else",
                "Vendor Helix (…0305)"
            })
    void guessesNever(String words) {
        assertThat(VENDORS.named(words).isClear()).isFalse();
    }

    @Test
    void takesListsOfBothKinds() {
        Candidates.Chosen chosen = VENDORS.named("Vendor Helix, 0305\nSmith, Jones & Co;\n\n* Vendor Helix");

        assertThat(chosen.isClear()).isTrue();
        assertThat(chosen.phones()).containsExactly("+14155550308", "+14155550305", "+13125550304");
    }

    @Test
    void namesWhatItCouldNotMatch() {
        assertThat(VENDORS.named("Vendor Helix\nVendor Zeta, 0304").unclear()).containsExactly("Vendor Zeta", "0304");
    }

    /** Whatever the candidates, what people see names one of them, and no whole number is seen where less is enough. */
    @Property(tries = 200)
    void showsEachCandidateSoThatItIsUnderstood(
            @ForAll @UniqueElements @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 99_999) Integer> numbers) {
        Candidates candidates = named(numbers);

        for (Candidate candidate : candidates.all()) {
            assertThat(candidates.named(candidates.shown(candidate)).phones()).containsExactly(candidate.phone());
            assertThat(candidates.shown(candidate)).doesNotContain(candidate.phone());
        }
    }

    /** Any choice, in any order, by numbers or as shown, on lines or with commas, is that choice. */
    @Property(tries = 200)
    void understandsAnyChoice(
            @ForAll @UniqueElements @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 99_999) Integer> numbers,
            @ForAll @Size(min = 12, max = 12) List<Boolean> taken,
            @ForAll boolean onLines,
            @ForAll boolean asShown,
            @ForAll long seed) {
        Candidates candidates = named(numbers);
        List<Candidate> chosen = new ArrayList<>(IntStream.range(0, numbers.size())
                .filter(taken::get)
                .mapToObj(candidates.all()::get)
                .toList());
        Collections.shuffle(chosen, new Random(seed));
        List<String> phones = chosen.stream().map(Candidate::phone).toList();
        List<String> words = asShown ? chosen.stream().map(candidates::shown).toList() : phones;

        Candidates.Chosen understood = candidates.named(String.join(onLines ? "\n" : ", ", words));

        assertThat(understood.phones()).containsExactlyElementsOf(phones);
        assertThat(understood.isClear()).isEqualTo(!phones.isEmpty());
    }

    /** Namesakes, to make it hard. */
    private static Candidates named(List<Integer> numbers) {
        return new Candidates(numbers.stream()
                .map(number -> new Candidate("Vendor " + number % 2, String.format("+1415555%05d", number), ""))
                .toList());
    }
}
