package dev.understudy.odoo.code;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the text of a module tells of its talk with the world. Told by its words alone: nothing is run. */
public final class ModuleSource {

    private static final Pattern IMPORT = Pattern.compile(
            "^[ \\t]*(?:import|from)[ \\t]+(requests|urllib3|urllib\\.request|http\\.client|httplib2?|httpx|aiohttp|zeep|suds"
                    + "|paramiko|pysftp|ftplib|smtplib|imaplib|poplib|telnetlib|websocket|websockets|xmlrpc\\.client|odoorpc"
                    + "|erppeek|boto3?|botocore|google|googleapiclient|stripe|twilio|pika|kafka|redis|paho|ldap3?|suds"
                    + "|jwt_requests|requests_oauthlib|oauthlib|socket)(?=[ .,\\t\\r\\n]|$)",
            Pattern.MULTILINE);

    private static final Pattern CREDENTIAL = Pattern.compile(
            "^[ \\t]+(\\w*(?:password|passwd|secret|token|api_?key|private_key|client_id)\\w*)[ \\t]*=[ \\t]*fields\\."
                    + "(?:Char|Text|Binary)\\b",
            Pattern.MULTILINE);

    /** What a parameter is called in whose value stands a key. */
    private static final String KEY =
            "([\\w.-]*(?:password|passwd|secret|token|api_?key|private_key|client_id)[\\w.-]*)";

    private static final Pattern ASKED = Pattern.compile("[gs]et_param\\(\\s*[\"']" + KEY + "[\"']");

    private static final Pattern DEFINED = Pattern.compile("<field\\s+name=\"key\"\\s*>\\s*" + KEY + "\\s*</field>");

    private ModuleSource() {}

    /** The network libraries that a file imports. */
    public static Set<String> libraries(String python) {
        return all(IMPORT, python);
    }

    /** The fields of a file that are called as keys to a service are, and the parameters that it asks for or sets. */
    public static Set<String> credentials(String python) {
        Set<String> found = all(CREDENTIAL, python);
        found.addAll(all(ASKED, python));
        return found;
    }

    /** The parameters that a file of records defines, and that are called as keys to a service are. */
    public static Set<String> parameters(String xml) {
        return all(DEFINED, xml);
    }

    private static Set<String> all(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
