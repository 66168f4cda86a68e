package dev.switchboard.launcher.follow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;

class ResultTableTest {

    private static final String RESULTS = """
            status: succeeded
            summary: Chicago Grill Co is the cheapest.
            recommended: [{rank: 1, name: Chicago Grill Co, phone: "+13125550102"}]
            targets:
              - {name: Lakefront, phone: "+13125550101", status: succeeded, attempts: 1, insight: {per_person: 65, menu: [a]}}
              - {name: Chicago Grill Co, phone: "+13125550102", status: succeeded, attempts: 2, insight: {per_person: 62}}
            """;

    @Test
    void putsTheBestFirst() throws JsonProcessingException {
        assertThat(ResultTable.of(results())).isEqualTo("""
                        rank  name              phone         status     attempts  insight
                        1     Chicago Grill Co  +13125550102  succeeded  2         per_person 62
                              Lakefront         +13125550101  succeeded  1         per_person 65

                        succeeded: Chicago Grill Co is the cheapest.""");
    }

    @Test
    void showsTheFirstFortyOfMany() throws JsonProcessingException {
        ObjectNode results = results();
        for (int i = 0; i < 50; i++) {
            results.withArray("targets").addObject().put("name", "target " + i);
        }

        assertThat(ResultTable.of(results))
                .contains("target 37")
                .doesNotContain("target 38")
                .contains("and 12 more");
    }

    private static ObjectNode results() throws JsonProcessingException {
        return (ObjectNode) new YAMLMapper().readTree(RESULTS);
    }
}
