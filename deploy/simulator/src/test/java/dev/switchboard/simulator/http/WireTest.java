package dev.switchboard.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients that nobody here wrote rely on. */
class WireTest {

    @TempDir
    private Path folder;

    private Started simulator;

    @BeforeEach
    void start() throws Exception {
        simulator = Started.standingStill(folder, "", null);
    }

    @AfterEach
    void stop() throws Exception {
        simulator.close();
    }

    /** As an old client writes it: brackets as they are, the connection closed after the answer. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port())) {
            String headers = "\r\nHost: x\r\nAuthorization: Bearer key\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write((request + " HTTP/1.1" + headers).getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void acceptsRawBracketsAndArrows() throws IOException {
        assertThat(raw("GET /v2/ai/missions?page[size]=20"))
                .startsWith("HTTP/1.1 200")
                .contains("\"page_size\":20");
        assertThat(raw("GET /v2/ai/conversations?metadata->x=eq.1")).startsWith("HTTP/1.1 200");
    }

    @Test
    void asksForAKey() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port())) {
            socket.getOutputStream()
                    .write("GET /v2/ai/missions HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 401").contains("\"errors\":[{\"code\":\"10009\"");
        }
    }

    @Test
    void answersUnknownRoutesInTheErrorsShape() throws Exception {
        Started.Reply reply = simulator.send("GET", "/v2/ai/nothing/here", null);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body().at("/errors/0/code").asText()).isEqualTo("10005");
    }

    @Test
    void keepsMissionsRunsPlansAndEvents() throws Exception {
        String mission = "/v2/ai/missions/"
                + simulator
                        .post("/v2/ai/missions", "{\"name\":\"Quotes\"}")
                        .body()
                        .at("/data/mission_id")
                        .asText();
        Started.Reply created = simulator.post(mission + "/runs", null);
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body().at("/data/status").asText()).isEqualTo("pending");
        String run = mission + "/runs/" + created.body().at("/data/run_id").asText();
        assertThat(simulator.send("PATCH", run, "{\"status\":\"running\"}").status())
                .isEqualTo(200);
        assertThat(simulator
                        .post(
                                run + "/plan",
                                "{\"steps\":[{\"step_id\":\"calls\",\"description\":\"x\",\"sequence\":1}]}")
                        .status())
                .isEqualTo(201);
        assertThat(simulator.get(run + "/plan").has("meta")).isFalse();
        String event = "{\"type\":\"custom\",\"summary\":\"s\",\"idempotency_key\":\"k\"}";
        JsonNode first = simulator.post(run + "/events", event).body();
        assertThat(simulator.post(run + "/events", event).body()).isEqualTo(first);
        assertThat(simulator.get(run + "/events").at("/meta/total_results").asInt())
                .isEqualTo(1);
        assertThat(simulator
                        .send("PATCH", run, "{\"status\":\"cancelled\"}")
                        .body()
                        .at("/data/finished_at")
                        .isTextual())
                .isTrue();
        assertThat(simulator.send("DELETE", mission, null).status()).isEqualTo(204);
        assertThat(simulator.send("GET", run, null).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"dynamic_variables\":5 | 422 | /detail/0/msg | valid dictionary",
                "\"dynamic_variables\":{\"a\":1} | 422 | /detail/0/loc/2 | a",
                "\"conversation_metadata\":{\"a\":1.5} | 422 | /detail/0/type | string_type",
                "\"telnyx_conversation_channel\":\"sms\" | 422 | /detail/0/type | enum",
                "\"telnyx_conversation_channel\":\"sms_chat\" | 422 | /detail/0/loc/1 | text",
                "\"telnyx_end_user_target\":\"5550102\" | 422 | /detail/0/loc/1 | telnyx_end_user_target",
                "\"scheduled_at_fixed_datetime\":\"soon\" | 422 | /detail/0/loc/1 | scheduled_at",
                "\"scheduled_at_fixed_datetime\":\"2026-03-02T15:00:00Z\" | 400 | /errors/0/detail | in the future",
                "\"retry_interval_secs\":60 | 400 | /errors/0/detail | requires",
                "\"max_retries_client_errors\":1 | 400 | /errors/0/detail | is required",
                "\"max_retries_client_errors\":11,\"retry_interval_secs\":60 | 400 | /errors/0/detail | between 0 and 10",
                "\"max_retries_client_errors\":1,\"retry_interval_secs\":59 | 400 | /errors/0/detail | between 60",
                "\"call_settings\":{\"sip_region\":\"Moon\"} | 422 | /detail/0/type | enum"
            })
    void refusesScheduledEventsThatBreakARule(String field, int status, String where, String what) throws Exception {
        String body = Started.call("+13125550102", Started.START).replaceFirst("\\{", "{" + field + ",");
        // The same key twice: the later one counts, so the broken one is put last.
        String broken = body.strip().replaceFirst("}$", "," + java.util.regex.Matcher.quoteReplacement(field) + "}");
        Started.Reply reply =
                simulator.post("/v2/ai/assistants/" + simulator.newAssistant() + "/scheduled_events", broken);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body().at(where).asText()).contains(what);
    }

    @Test
    void takesThePresentForTheFutureAfterTransit() throws Exception {
        String path = "/v2/ai/assistants/" + simulator.newAssistant() + "/scheduled_events";
        Instant twentyMinutesAgo = Started.START.minusSeconds((long) (2 * Started.SCALE));
        assertThat(simulator
                        .post(path, Started.call("+13125550102", twentyMinutesAgo))
                        .status())
                .isEqualTo(201);
        assertThat(simulator
                        .post(path, Started.call("+13125550102", twentyMinutesAgo.minusSeconds(1)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void neverShowsNullSettings() throws Exception {
        JsonNode assistant = simulator
                .post(
                        "/v2/ai/assistants",
                        "{\"name\":\"A\",\"instructions\":\"i\",\"telephony_settings\":null,\"messaging_settings\":null}")
                .body();
        assertThat(assistant.at("/telephony_settings/default_texml_app_id").isTextual())
                .isTrue();
        assertThat(assistant
                        .at("/messaging_settings/default_messaging_profile_id")
                        .isTextual())
                .isTrue();
    }

    @Test
    void pagesThroughNumbers() throws Exception {
        JsonNode page = simulator.get("/v2/phone_numbers?page%5Bsize%5D=2&page%5Bnumber%5D=2");
        assertThat(page.path("data")).hasSize(1);
        assertThat(page.at("/meta/total_pages").asInt()).isEqualTo(2);
        assertThat(simulator
                        .get("/v2/phone_numbers?page%5Bsize%5D=251")
                        .at("/errors/0/code")
                        .asText())
                .isEqualTo("10015");
    }

    @Test
    void refusesCommandsToACallThatHasEnded() throws Exception {
        String application = simulator
                .post(
                        "/v2/call_control_applications",
                        "{\"application_name\":\"a\",\"webhook_event_url\":\"http://127.0.0.1:9/x\"}")
                .body()
                .at("/data/id")
                .asText();
        String dial = "{\"connection_id\":\"" + application
                + "\",\"to\":\"+13125550102\",\"from\":\"+13125550001\",\"command_id\":\"c\"}";
        String call = simulator
                .post("/v2/calls", dial)
                .body()
                .at("/data/call_control_id")
                .asText();
        assertThat(simulator
                        .post("/v2/calls", dial)
                        .body()
                        .at("/data/call_control_id")
                        .asText())
                .isEqualTo(call);
        String actions = "/v2/calls/" + call + "/actions/";
        assertThat(simulator
                        .post(actions + "speak", "{\"payload\":\"x\",\"voice\":\"female\"}")
                        .body()
                        .at("/errors/0/code")
                        .asText())
                .isEqualTo("90034");
        assertThat(simulator
                        .post(actions + "hangup", null)
                        .body()
                        .at("/data/result")
                        .asText())
                .isEqualTo("ok");
        assertThat(simulator
                        .post(actions + "hangup", null)
                        .body()
                        .at("/errors/0/code")
                        .asText())
                .isEqualTo("90018");
        assertThat(simulator.get("/_sim/ledger").at("/calls/0/outcome").asText())
                .isEqualTo("canceled");
    }
}
