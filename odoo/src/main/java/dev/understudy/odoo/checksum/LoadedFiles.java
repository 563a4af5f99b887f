package dev.understudy.odoo.checksum;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files below {@code static} that a data file loads into records: by the attribute {@code file} of a field, and by the icon
 * of a menu ({@code odoo/tools/convert.py}). What is merely shown from there is served as it is.
 */
public final class LoadedFiles {

    private static final Pattern LOADED = Pattern.compile("\\sfile\\s*=\\s*[\"'][^\"']*?(static/[^\"']+)[\"']"
            + "|\\sweb_icon\\s*=\\s*[\"'][^\"',]*,\\s*(static/[^\"']+)[\"']"
            + "|name\\s*=\\s*[\"']web_icon[\"'][^>]*>[^<,]*,\\s*(static/[^<]+?)\\s*<");

    private LoadedFiles() {}

    /** Their paths within their module, from {@code static} on, in the text of an XML file. */
    public static Set<String> in(String xml) {
        Set<String> paths = new TreeSet<>();
        Matcher loaded = LOADED.matcher(xml);
        while (loaded.find()) {
            for (int group = 1; group <= loaded.groupCount(); group++) {
                if (loaded.group(group) != null) {
                    paths.add(loaded.group(group).strip());
                }
            }
        }
        return paths;
    }
}
