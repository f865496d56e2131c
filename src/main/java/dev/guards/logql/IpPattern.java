package dev.guards.logql;

/** What {@code ip("...")} takes: an address, a range of addresses, or a prefix; version 4 or 6. */
final class IpPattern {
    private IpPattern() {
    }

    static boolean isValid(String pattern) {
        int dash = pattern.indexOf('-');
        if (dash >= 0) {
            byte[] from = address(pattern.substring(0, dash));
            byte[] to = address(pattern.substring(dash + 1));
            return from != null && to != null && from.length == to.length && java.util.Arrays.compareUnsigned(from, to) <= 0;
        }
        int slash = pattern.indexOf('/');
        if (slash >= 0) {
            byte[] base = address(pattern.substring(0, slash));
            int bits = decimal(pattern, slash + 1, pattern.length());
            return base != null && bits >= 0 && bits <= base.length * 8;
        }
        return address(pattern) != null;
    }

    private static byte[] address(String text) {
        return text.indexOf(':') >= 0 ? six(text) : four(text);
    }

    private static byte[] four(String text) {
        byte[] bytes = new byte[4];
        int start = 0;
        for (int i = 0; i < 4; i++) {
            int end = i == 3 ? text.length() : text.indexOf('.', start);
            int octet = end < 0 || end - start > 1 && text.charAt(start) == '0' ? -1 : decimal(text, start, end);
            if (octet < 0 || octet > 255) {
                return null;
            }
            bytes[i] = (byte) octet;
            start = end + 1;
        }
        return bytes;
    }

    private static int decimal(String text, int start, int end) {
        if (end <= start || end - start > 3) {
            return -1;
        }
        int number = 0;
        for (int i = start; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return -1;
            }
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static byte[] six(String written) {
        int zone = written.indexOf('%');
        String text = zone < 0 ? written : written.substring(0, zone);
        if (zone == written.length() - 1 && zone >= 0) {
            return null;
        }
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return null;
        }
        byte[] head = groups(gap < 0 ? text : text.substring(0, gap));
        byte[] tail = gap < 0 ? new byte[0] : groups(text.substring(gap + 2));
        if (head == null || tail == null || (gap < 0 ? head.length != 16 : head.length + tail.length > 14)) {
            return null;
        }
        byte[] bytes = new byte[16];
        System.arraycopy(head, 0, bytes, 0, head.length);
        System.arraycopy(tail, 0, bytes, 16 - tail.length, tail.length);
        return bytes;
    }

    private static byte[] groups(String text) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        byte[] bytes = new byte[18];
        int count = 0;
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            byte[] four = i == parts.length - 1 && parts[i].indexOf('.') >= 0 ? four(parts[i]) : null;
            if (count + 2 > 16 || four != null && count + 4 > 16) {
                return null;
            }
            if (four != null) {
                System.arraycopy(four, 0, bytes, count, 4);
                count += 4;
                continue;
            }
            if (parts[i].isEmpty() || parts[i].length() > 4) {
                return null;
            }
            int group = 0;
            for (int c = 0; c < parts[i].length(); c++) {
                int digit = Character.digit(parts[i].charAt(c), 16);
                if (digit < 0) {
                    return null;
                }
                group = group * 16 + digit;
            }
            bytes[count++] = (byte) (group >> 8);
            bytes[count++] = (byte) group;
        }
        return java.util.Arrays.copyOf(bytes, count);
    }
}
