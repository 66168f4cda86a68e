package dev.switchboard.calling;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** Where the owner of a number may be, by the number's prefix; from the tables of libphonenumber. Thread-safe. */
public final class ZonesOfNumbers {

    /**
     * A +1 number that is not bound to a place (toll-free, or of an area that is not assigned) could be anywhere from
     * Guam to Newfoundland, where there is no common hour. It is taken to be in the contiguous United States.
     */
    private static final List<String> CONTIGUOUS_STATES =
            List.of("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles");

    private static final Set<String> KNOWN_ZONES = ZoneId.getAvailableZoneIds();

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final PhoneNumberToTimeZonesMapper zones = PhoneNumberToTimeZonesMapper.getInstance();

    /** Every zone that is possible; empty if the number does not tell, or is none. */
    public List<ZoneId> of(String phone) {
        try {
            return zonesOf(numbers.parse(phone, null));
        } catch (NumberParseException e) {
            return List.of();
        }
    }

    private List<ZoneId> zonesOf(PhoneNumber number) {
        List<String> exact = known(zones.getTimeZonesForNumber(number));
        List<String> names = exact.isEmpty() ? known(zones.getTimeZonesForGeographicalNumber(number)) : exact;
        return (names.containsAll(CONTIGUOUS_STATES) ? CONTIGUOUS_STATES : names)
                .stream().map(ZoneId::of).toList();
    }

    /** The mapper's word for "unknown" is a zone that Java knows and that is no one's. */
    private static List<String> known(List<String> names) {
        return names.stream()
                .filter(KNOWN_ZONES::contains)
                .filter(name -> !name.equals(PhoneNumberToTimeZonesMapper.getUnknownTimeZone()))
                .toList();
    }
}
