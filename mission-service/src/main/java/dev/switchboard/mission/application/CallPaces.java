package dev.switchboard.mission.application;

/** What previews assume about the calls of accounts. */
public interface CallPaces {

    CallPace of(String account);
}
