package dev.switchboard.insight.persistence;

import dev.switchboard.insight.domain.Fact;
import dev.switchboard.insight.domain.TelnyxIds;
import dev.switchboard.insight.wire.InsightResults;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** A fact whose call is not known yet. */
@Entity
@Table(name = "early_fact")
public class EarlyFactRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String account;

    @Enumerated(EnumType.STRING)
    Fact.Kind kind;

    @Column(name = "conversation_id")
    String conversationId;

    @Column(name = "call_control_id")
    String callControlId;

    @Column(name = "call_session_id")
    String callSessionId;

    String results;

    @Column(name = "kept_at")
    Instant keptAt;

    protected EarlyFactRow() {}

    static EarlyFactRow of(Fact fact, Instant now) {
        EarlyFactRow row = new EarlyFactRow();
        row.account = fact.account();
        row.kind = fact.kind();
        row.conversationId = fact.ids().conversationId().orElse(null);
        row.callControlId = fact.ids().callControlId().orElse(null);
        row.callSessionId = fact.ids().callSessionId().orElse(null);
        row.results = InsightResults.write(fact.results());
        row.keptAt = now;
        return row;
    }

    Fact toFact() {
        return new Fact(
                account,
                kind,
                new TelnyxIds(
                        Optional.ofNullable(conversationId),
                        Optional.ofNullable(callControlId),
                        Optional.ofNullable(callSessionId)),
                InsightResults.read(results));
    }
}
