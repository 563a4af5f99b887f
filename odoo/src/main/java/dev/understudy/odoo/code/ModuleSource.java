package dev.understudy.odoo.code;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the Python text of a module tells of its talk with the world. Told by its words alone: nothing is run. */
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

    private ModuleSource() {}

    /** The network libraries that a file imports. */
    public static Set<String> libraries(String python) {
        return all(IMPORT, python);
    }

    /** The fields of a file that are called as keys to a service are. */
    public static Set<String> credentials(String python) {
        return all(CREDENTIAL, python);
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
