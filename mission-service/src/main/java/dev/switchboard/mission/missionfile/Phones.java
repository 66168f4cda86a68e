package dev.switchboard.mission.missionfile;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.regex.Pattern;

/** Phone numbers in E.164. */
final class Phones {

    static final String EXPECTATION = "an E.164 number such as \"+13125550101\"";
    static final String POSSIBLE = "a number that can exist: country code and length fit";

    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

    private Phones() {}

    static boolean isE164(String phone) {
        return E164.matcher(phone).matches();
    }

    /** By country code and length only: numbers that are reserved for fiction and tests are possible, too. */
    static boolean isPossible(String phone) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            return numbers.isPossibleNumber(numbers.parse(phone, null));
        } catch (NumberParseException e) {
            return false;
        }
    }
}
