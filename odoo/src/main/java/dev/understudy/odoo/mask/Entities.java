package dev.understudy.odoo.mask;

import java.util.List;

/**
 * Whose values a database holds.
 *
 * @param known those of people and companies: replaced, and looked for afterwards
 * @param kept those of the project's own companies, of its testers and of Odoo itself: left as they are
 * @param everybodys words of addresses that are nobody's: countries and states
 * @param things words by which products, accounts and the like are called
 */
public record Entities(Known known, Known kept, Known everybodys, Known things) {

    public Entities() {
        this(new Known(), new Known(), new Known(), new Known());
    }

    /**
     * Adds a value of somebody's, unless it is one that is kept.
     *
     * @return whether it will be looked for
     */
    public boolean add(String value) {
        String read = read(value);
        boolean whole = kept.in(read).stream().anyMatch(hit -> covers(hit, read));
        return !whole && known.add(read);
    }

    /** Adds a value that is kept. */
    public void keep(String value) {
        kept.add(read(value));
    }

    /** A value as people read it: without what nobody sees, with the letters that stand for entities. */
    private static String read(String value) {
        return Unseen.without(HtmlLetters.blanked(HtmlLetters.decoded(value)).replace('|', ' '));
    }

    /**
     * Adds the mail addresses of a text, and the names before them; a text without any as it is.
     *
     * @return how many will be looked for
     */
    public int addAll(String value) {
        if (value.indexOf('@') < 0) {
            return add(value) ? 1 : 0;
        }
        int added = 0;
        for (String part : value.split("[<>,;\"]+", -1)) {
            boolean name = part.indexOf('@') < 0;
            if (!name || part.strip().indexOf(' ') > 0) {
                added += add(part.strip()) ? 1 : 0;
            }
        }
        return added;
    }

    /** Where somebody's values stand in a text, and not as part of one that is kept. */
    public List<Known.Hit> in(CharSequence text) {
        return in(text, WordList.of(text));
    }

    /** The same, of a text whose words are read already. */
    List<Known.Hit> in(CharSequence text, WordList words) {
        List<Known.Hit> hits = known.in(text, words);
        if (hits.isEmpty()) {
            return hits;
        }
        List<Known.Hit> own = kept.in(text, words);
        return hits.stream()
                .filter(hit -> own.stream().noneMatch(all -> all.start() <= hit.start() && all.end() >= hit.end()))
                .toList();
    }

    private static boolean covers(Known.Hit hit, String value) {
        return !new WordScanner(value, 0, hit.start()).next()
                && !new WordScanner(value, hit.end(), value.length()).next();
    }
}
