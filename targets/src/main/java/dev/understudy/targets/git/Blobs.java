package dev.understudy.targets.git;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@link HistoryCommands#blobs} prints. */
final class Blobs {

    private Blobs() {}

    /** The texts by path; without those that git has no file for. */
    static Map<String, String> read(String commit, List<String> paths, String printed) {
        Map<String, String> texts = new LinkedHashMap<>();
        int at = 0;
        for (String path : paths) {
            String missing = commit + ":" + path + " missing\n";
            if (printed.startsWith(missing, at)) {
                at += missing.length();
                continue;
            }
            int begin = printed.indexOf('\n', at) + 1;
            int end = printed.indexOf("\n" + commit, Math.max(0, begin - 1));
            if (begin == 0) {
                break;
            }
            boolean file = printed.startsWith(commit + " blob", at);
            int last = end < 0 ? printed.length() - 1 : end;
            if (file) {
                texts.put(path, printed.substring(begin, Math.max(begin, last)));
            }
            at = end < 0 ? printed.length() : end + 1;
        }
        return texts;
    }
}
