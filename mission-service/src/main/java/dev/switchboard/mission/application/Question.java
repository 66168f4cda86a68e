package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What people are asked.
 *
 * @param text for the person who decides
 * @param request exactly what is decided on; an answer is bound to its digest
 */
public record Question(ApprovalAction action, String text, ObjectNode request) {

    /** SHA-256 of the request's canonical form. */
    public String digest() {
        return CanonicalJson.digest(request);
    }
}
