package dev.switchboard.notifier.domain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Those among whom a person may choose. People see names and the last digits of the number, four of them or as many more
 * as it takes to tell two candidates apart.
 */
public record Candidates(List<Candidate> all) {

    /** What was understood of a person's words. */
    public record Chosen(List<String> phones, List<String> unclear) {

        /** Somebody is named, and nothing is left that could mean somebody else. */
        public boolean isClear() {
            return !phones.isEmpty() && unclear.isEmpty();
        }
    }

    private static final int FEWEST_DIGITS = 4;
    private static final int NAME = 60;
    private static final Pattern BULLET = Pattern.compile("^(?:[-*•·]|\\d{1,3}[.)](?=\\s))\\s*");
    private static final Pattern SHOWN_DIGITS = Pattern.compile("\\(…(\\d{4,15})\\)$");
    private static final Pattern NUMBER = Pattern.compile("^[…+]?[\\d\\s().\\-/]+$");

    public Candidates {
        all = List.copyOf(all);
    }

    /** The entries of a list that have a number; whatever has an unexpected form is left out. */
    public static Candidates of(Object listed) {
        return new Candidates(
                listed instanceof List<?> entries
                        ? entries.stream().flatMap(Candidates::candidate).toList()
                        : List.of());
    }

    private static Stream<Candidate> candidate(Object entry) {
        if (!(entry instanceof Map<?, ?> fields) || !(fields.get("phone") instanceof String phone)) {
            return Stream.empty();
        }
        String name = fields.get("name") instanceof String text ? text : "";
        String reason = fields.get("reason") instanceof String text ? text : "";
        return Stream.of(new Candidate(NoticeText.clean(name), phone, NoticeText.clean(reason)));
    }

    /** As people see it: {@code Vendor Helix (…0308)}. */
    public String shown(Candidate candidate) {
        String name = NoticeText.clip(candidate.name(), NAME);
        return (name.isEmpty() ? "" : name + " ") + "(…" + lastDigits(candidate) + ")";
    }

    /** The number by its candidate, or by its last digits if it is nobody's. */
    public String shown(String phone) {
        return all.stream()
                .filter(candidate -> candidate.phone().equals(phone))
                .findFirst()
                .map(this::shown)
                .orElseGet(() -> Redacted.text(phone));
    }

    private String lastDigits(Candidate candidate) {
        String digits = candidate.digits();
        for (int length = FEWEST_DIGITS; length <= digits.length(); length++) {
            String last = digits.substring(digits.length() - length);
            if (all.stream().filter(other -> other.digits().endsWith(last)).count() == 1) {
                return last;
            }
        }
        return digits.substring(Math.max(0, digits.length() - FEWEST_DIGITS));
    }

    public Optional<Candidate> at(int index) {
        return index >= 0 && index < all.size() ? Optional.of(all.get(index)) : Optional.empty();
    }

    /**
     * What a person means who lists names or numbers, one per line or with commas between. A name must be the whole name
     * and nobody else's, a number its last four digits at least: a guess would call the wrong one.
     */
    public Chosen named(String words) {
        Set<String> phones = new LinkedHashSet<>();
        List<String> unclear = new ArrayList<>();
        for (String line : words.split("\\R")) {
            Optional<Candidate> whole = one(line);
            if (whole.isPresent()) {
                phones.add(whole.get().phone());
                continue;
            }
            for (String piece : line.split("[,;]")) {
                if (!stripped(piece).isEmpty()) {
                    one(piece)
                            .ifPresentOrElse(
                                    found -> phones.add(found.phone()),
                                    () -> unclear.add(NoticeText.clip(stripped(piece), NAME)));
                }
            }
        }
        return new Chosen(List.copyOf(phones), List.copyOf(unclear));
    }

    private static String stripped(String piece) {
        String text = NoticeText.clean(piece).replaceAll("[,;\\s]+$", "");
        return BULLET.matcher(text).replaceFirst("").strip();
    }

    private Optional<Candidate> one(String piece) {
        String text = stripped(piece);
        Matcher shown = SHOWN_DIGITS.matcher(text);
        if (shown.find()) {
            String name = text.substring(0, shown.start()).strip();
            return only(all.stream()
                    .filter(candidate -> candidate.name().equalsIgnoreCase(name))
                    .filter(candidate -> candidate.digits().endsWith(shown.group(1))));
        }
        if (NUMBER.matcher(text).matches()) {
            return byNumber(text);
        }
        return only(all.stream()
                .filter(candidate -> !text.isEmpty() && candidate.name().equalsIgnoreCase(text)));
    }

    private Optional<Candidate> byNumber(String text) {
        String digits = text.replaceAll("\\D", "");
        if (digits.length() < FEWEST_DIGITS) {
            return Optional.empty();
        }
        return only(all.stream()
                .filter(candidate -> text.startsWith("+")
                        ? candidate.digits().equals(digits)
                        : candidate.digits().endsWith(digits)));
    }

    private static Optional<Candidate> only(Stream<Candidate> found) {
        List<Candidate> two = found.limit(2).toList();
        return two.size() == 1 ? Optional.of(two.get(0)) : Optional.empty();
    }
}
