package dev.switchboard.notifier.config;

import java.util.Optional;

/** Where a message goes and what opens the door. Its text never shows the token. */
public record Place(String token, String address) {

    /**
     * Both or none. The key, not the token, is named in what goes wrong.
     *
     * @throws IllegalArgumentException if one is missing, or the token could not be sent
     */
    public static Optional<Place> of(String key, Optional<String> token, Optional<String> address) {
        Optional<String> givenToken = token.map(String::strip).filter(text -> !text.isEmpty());
        Optional<String> givenAddress = address.map(String::strip).filter(text -> !text.isEmpty());
        if (givenToken.isPresent() != givenAddress.isPresent()) {
            throw new IllegalArgumentException(key + ": expected both a token and where to send to, or neither");
        }
        if (givenToken.isPresent() && !givenToken.get().chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException(key + ".token: expected printable ASCII without spaces");
        }
        return givenToken.map(known -> new Place(known, givenAddress.orElseThrow()));
    }

    @Override
    public String toString() {
        return "Place[" + address + "]";
    }
}
