package dev.understudy.process.after;

import dev.understudy.model.fault.Fault;

/** What people write of their own, as it is kept: of a length that others will read, and without what PostgreSQL cannot hold. */
final class Remark {

    /** Characters: a page. */
    static final int MOST = 2000;

    /** Characters. */
    static final int MOST_OF_A_LINE = 300;

    private Remark() {}

    /** Empty for nothing. Throws {@code process.text-too-long}. */
    static String of(String text, String option) {
        String said = text.replace("\0", "").strip();
        if (said.length() > MOST) {
            throw Fault.usage("process.text-too-long", option, said.length(), MOST)
                    .exception();
        }
        return said;
    }

    /** One line, of a length that is a title. Throws {@code process.text-too-long}. */
    static String line(String text, String option) {
        String said = text.replaceAll("[\\x00\\s]+", " ").strip();
        if (said.length() > MOST_OF_A_LINE) {
            throw Fault.usage("process.text-too-long", option, said.length(), MOST_OF_A_LINE)
                    .exception();
        }
        return said;
    }

    /** Throws {@code process.no-text} too. */
    static String required(String text, String option) {
        String said = of(text, option);
        if (said.isEmpty()) {
            throw Fault.usage("process.no-text", option).exception();
        }
        return said;
    }
}
