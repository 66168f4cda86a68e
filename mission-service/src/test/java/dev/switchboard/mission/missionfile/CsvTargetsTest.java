package dev.switchboard.mission.missionfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.mission.domain.Target;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CsvTargetsTest {

    private static final String MISSION =
            "name: Sweep\nclass: sweep\nassistant: assistant-1\ntargets: {csv: people.csv}\n";

    @Test
    void readsTargetsAndTakesOtherColumnsAsVariables() {
        String csv = """
                phone,name,party,timezone,priority,strength,note
                +13125550101,"Grill, Chicago",6,America/Chicago,2,0.5,"says ""hi"\""

                +13125550102,Prairie,,,,,
                """;

        assertThat(read(csv).file().orElseThrow().targets())
                .containsExactly(
                        new Target(
                                "Grill, Chicago",
                                "+13125550101",
                                Optional.of("America/Chicago"),
                                2,
                                Optional.of(0.5),
                                Map.of("party", "6", "note", "says \"hi\"")),
                        new Target(
                                "Prairie",
                                "+13125550102",
                                Optional.empty(),
                                0,
                                Optional.empty(),
                                Map.of("party", "", "note", "")));
    }

    @Test
    void readsTheTextItself() {
        String text =
                "name: Sweep\nclass: sweep\nassistant: a\ntargets:\n  csv: |\n    name,phone\n    A,+13125550101\n";

        assertThat(MissionTexts.read(text).file().orElseThrow().targets())
                .extracting(Target::name)
                .containsExactly("A");
    }

    @Test
    void readsWhatSpreadsheetsWrite() {
        assertThat(read("\uFEFFname,phone\r\nA,+13125550101\r\nB,+13125550102\r\n")
                        .file()
                        .orElseThrow()
                        .targets())
                .hasSize(2);
    }

    @Test
    void reportsBadRowsByLine() {
        String csv = """
                name,phone,timezone,priority,strength
                ,+13125550101,,,
                B,12,,,

                C,+13125550103,Mars,1.5,strong
                D,+13125550104,,,,,
                E,+13125550104,,,
                F,+13125550104
                """;

        assertThat(read(csv).problems())
                .containsExactlyInAnyOrder(
                        violation("[line 2].name", "\"\"", "a name, at most 200 characters"),
                        violation("[line 3].phone", "\"12\"", "an E.164 number such as \"+13125550101\""),
                        violation("[line 5].timezone", "\"Mars\"", "an IANA zone such as America/Chicago"),
                        violation("[line 5].priority", "\"1.5\"", "a whole number"),
                        violation("[line 5].strength", "\"strong\"", "a number"),
                        violation("[line 6].columns", "\"D,+13125550104,,,,,\"", "at most 5 cells, as in the header"),
                        violation(
                                "[line 8].phone",
                                "\"+13125550104\"",
                                "each number only once; $.targets.csv[line 7] has it already"));
    }

    @Test
    void reportsMissingColumns() {
        assertThat(read("number,title\n1,A\n").problems())
                .containsExactly(
                        violation("[line 1].name", "\"number,title\"", "a column 'name' in the header"),
                        violation("[line 1].phone", "\"number,title\"", "a column 'phone' in the header"));
        assertThat(read("name,phone,x,x\nA,+13125550101,1,2\n").problems())
                .containsExactly(violation("[line 1].x", "\"name,phone,x,x\"", "each column with a name of its own"));
    }

    @Test
    void reportsAFileWithoutRows() {
        assertThat(read("").problems())
                .containsExactly(violation("", "\"\"", "a header: name,phone[,timezone,priority,strength]"));
        assertThat(read("name,phone\n").problems())
                .containsExactly(violation("", "\"name,phone\"", "at least 1 row below the header"));
    }

    @Test
    void reportsAFileThatIsNotThere() {
        CsvFiles nowhere = name -> {
            throw new IOException("there is no " + name);
        };

        assertThat(MissionTexts.FILES.read(MISSION, Notation.YAML, nowhere).problems())
                .containsExactly(violation("", "\"people.csv\"", "readable CSV: there is no people.csv"));
    }

    @Test
    void reportsQuotesThatAreNotClosed() {
        assertThat(read("name,phone\n\"A,+13125550101\n").problems()).isNotEmpty();
    }

    private static Reading read(String csv) {
        return MissionTexts.FILES.read(MISSION, Notation.YAML, name -> csv);
    }

    private static Violation violation(String below, String value, String expectation) {
        return new Violation("$.targets.csv" + below, value, expectation);
    }
}
