package dev.switchboard.notifier.domain;

/**
 * Where somebody who did something in a channel can be answered.
 *
 * @param place channel or chat
 * @param user the channel's own id of the person
 * @param query Telegram's id of the press that waits for an answer; empty if none does
 * @param message Telegram's id of the message that is answered; empty if none is
 */
public record ReturnAddress(String place, String user, String query, String message) {}
