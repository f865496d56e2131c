package dev.guards.catalog;

import java.util.Locale;

/** Label values that must not be written to a file that people commit: secrets, and what tells who somebody is. */
final class Sensitive {
    private static final String[] NAMES = {"token", "password", "passwd", "secret", "apikey", "api_key", "credential", "authorization",
            "session", "cookie", "email", "mail", "phone", "username", "user_id", "userid", "customer", "client_ip", "remote_addr",
            "ssn", "iban", "card"};

    private Sensitive() {
    }

    /** True when the label's name says that its values are private. */
    static boolean isLabel(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (String word : NAMES) {
            if (lower.contains(word)) {
                return true;
            }
        }
        return lower.equals("user") || lower.equals("ip");
    }

    /** True for what looks like a mail address, a token, a key or credentials in a URL. */
    static boolean isValue(String value) {
        int at = value.indexOf('@');
        if (at > 0 && value.indexOf('.', at) > at + 1) {
            return true;
        }
        if (value.contains("://") && value.indexOf('@') > value.indexOf("://")) {
            return true;
        }
        if (value.startsWith("eyJ") || value.startsWith("AKIA") || value.startsWith("ghp_") || value.startsWith("glpat-")
                || value.startsWith("xoxb-") || value.startsWith("Bearer ") || value.startsWith("-----BEGIN")) {
            return true;
        }
        return isRandom(value);
    }

    /** Long, without blanks, mixing digits with upper and lower case, as encoded keys are; hashes of images and commits are hex and pass. */
    private static boolean isRandom(String value) {
        if (value.length() < 28 || value.length() > 4096) {
            return false;
        }
        int digits = 0;
        int upper = 0;
        int lower = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            digits += c >= '0' && c <= '9' ? 1 : 0;
            upper += c >= 'A' && c <= 'Z' ? 1 : 0;
            lower += c >= 'a' && c <= 'z' ? 1 : 0;
            if (c == ' ' || c == '.' || c == ':' || c == '/' && value.charAt(0) == '/') {
                return false;
            }
        }
        return digits >= 4 && upper >= 4 && lower >= 4;
    }
}
