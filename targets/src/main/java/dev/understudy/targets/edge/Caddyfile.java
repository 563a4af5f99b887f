package dev.understudy.targets.edge;

import dev.understudy.model.config.EdgeSettings;
import dev.understudy.targets.runtime.Instance.Slot;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The configuration of Caddy 2.6 or newer. Every request first asks for the open slot at a socket that a link names: Caddy
 * itself answers there, and while there is no link it tries again, with nothing of the request read yet but a small
 * body. So a held request takes hardly any memory, whatever its size, and reaches Odoo once.
 */
final class Caddyfile {

    /** In the working directory of Caddy, because the path of a socket must be short. */
    static final String ADMIN = "unix/admin.sock";

    /** A copy of the authority's certificate that Caddy may read. */
    static final String ACME_ROOT = "acme-root.pem";

    /** In an answer whose request was held: for how many milliseconds. The access log has it too. */
    static final String HELD = "X-Understudy-Held";

    private static final String SLOT = "X-Understudy-Slot";

    /** In place of a slot's name. */
    private static final String ELSEWHERE = "elsewhere";

    /** In milliseconds. What is let through at once has asked for the slot in less. */
    private static final double NOT_AT_ONCE = 100;

    /** As long as Odoo's own greatest limit of a request's real time, with room. */
    private static final Duration LONGEST_ANSWER = Duration.ofHours(1);

    /** One label, an address, or one of the names that are set aside for private use (RFC 2606, 6762, 8375, ICANN). */
    private static final Pattern LOCAL_NAME = Pattern.compile(
            "(?i)[^.]+|[0-9.]+|\\[.*]|.*\\.(localhost|local|internal|lan|test|example|invalid|home\\.arpa)");

    private static final int UNBOUNDED = 0;

    /** Of the length of a body that is read at once: below 100 kB. */
    private static final int SMALL_DIGITS = 5;

    /** What may take long in Odoo: reports, exports and imports. */
    private static final String LONG = "/report/* /web/export/* /web/dataset/call_kw/base_import.import/*";

    private Caddyfile() {}

    /** The whole file. */
    static String of(List<Site> sites, EdgeSettings settings, Optional<Front> front) {
        StringBuilder text = new StringBuilder("# Written by Understudy, anew whenever it changes.\n");
        text.append(global(settings));
        Balancers balancers = new Balancers(settings.trustedProxies());
        for (Site site : sites) {
            for (Slot slot : Slot.values()) {
                text.append(door(site, Doors.socket(slot), name(slot)));
            }
            text.append(asleep(site));
            if (site.elsewhere().isPresent()) {
                text.append(door(site, Doors.ELSEWHERE, ELSEWHERE));
            }
            text.append(block("http://:" + site.port(), site, "\tbind 127.0.0.1\n", "", Balancers.NONE));
            site.url()
                    .map(URI::create)
                    .filter(url -> url.getPort() != site.port())
                    .ifPresent(url -> text.append(
                            block(address(url), site, tls(url, settings), balancers.access(site), balancers)));
        }
        front.ifPresent(pages -> text.append(pages(pages, settings)));
        return text.toString();
    }

    /**
     * The API is for this machine: who asks there is known by their process, and from elsewhere all of them would be the edge's. What
     * people and git servers are given is not logged, for there are secrets in it.
     */
    private static String pages(Front pages, EdgeSettings settings) {
        return address(pages.url()) + " {\n" + tls(pages.url(), settings) + """
            	header Strict-Transport-Security max-age=31536000
            	@api path /api /api/*
            	respond @api 404
            	reverse_proxy %s {
            		transport http {
            			keepalive off
            		}
            	}
            }
            """.formatted(web(pages.port()));
    }

    private static String global(EdgeSettings settings) {
        StringBuilder text = new StringBuilder("{\n");
        text.append("\tadmin ").append(ADMIN).append('\n');
        text.append("\tstorage file_system data\n");
        text.append("\tgrace_period 60s\n");
        text.append("\thttp_port ").append(settings.httpPort()).append('\n');
        text.append("\thttps_port ").append(settings.httpsPort()).append('\n');
        text.append("\tskip_install_trust\n");
        text.append(CaddyLogs.own());
        return text.append("\tservers {\n\t\ttimeouts {\n\t\t\tread_header 30s\n\t\t\tidle 5m\n\t\t}\n\t}\n}\n")
                .toString();
    }

    private static String door(Site site, String socket, String led) {
        return """
                http:// {
                	bind unix/doors/%s/%s
                	header %s %s
                	respond 204
                }
                """.formatted(site.environment(), socket, SLOT, led);
    }

    /**
     * Hangs up on who asks for the slot of an environment that sleeps, and writes it down. So the request waits as at a door that is not
     * there: Caddy asks again, for to ask is a GET.
     */
    private static String asleep(Site site) {
        return """
                http:// {
                	bind unix/doors/%s/%s
                %s	abort
                }
                """.formatted(site.environment(), Doors.ASLEEP, CaddyLogs.waking(site.environment()));
    }

    private static String block(String address, Site site, String first, String guard, Balancers balancers) {
        return address + " {\n" + first + CaddyLogs.access(site.environment()) + route(site, guard, balancers)
                + errors(site) + "}\n";
    }

    /**
     * In the order that is written; outside of a route Caddy has an order of its own. A connection that cannot be made takes
     * the body with it, unless something has read it before. So a small one is read first, and what no slot has received is
     * sent again whatever its method.
     */
    private static String route(Site site, String guard, Balancers balancers) {
        return """
            	route {
            %4$s		request_header -%1$s
            		@manager path /web/database /web/database/*
            		respond @manager 404
            		@small header_regexp Content-Length ^[0-9]{1,%7$d}$
            		vars @small body {http.request.body}
            		@long path %5$s
            		reverse_proxy @long %2$s		reverse_proxy %3$s%6$s	}
            """.formatted(
                        SLOT,
                        ask(site, Doors.LONG),
                        ask(site, Doors.OPEN),
                        guard + balancers.user(),
                        LONG,
                        upstreams(site, balancers),
                        SMALL_DIGITS);
    }

    /**
     * Waits at a door until it is there, and keeps which slot it leads to. Three hundred that look every 20 ms take half of
     * a core from the update that they wait for; every 250 ms, a sixteenth.
     */
    private static String ask(Site site, String door) {
        return """
            unix/doors/%2$s/%4$s {
            			method GET
            			rewrite /
            			lb_try_duration %3$ds
            			lb_try_interval 250ms
            			transport http {
            				keepalive off
            			}
            			@open status 2xx
            			handle_response @open {
            				request_header %1$s {rp.header.%1$s}
            				@held expression {http.request.duration_ms} > %5$s
            				header @held %6$s {http.request.duration_ms}
            			}
            		}
            """.formatted(SLOT, site.environment(), site.hold().toSeconds(), door, NOT_AT_ONCE, HELD);
    }

    private static String errors(Site site) {
        return """
            	handle_errors {
            		@away expression {http.error.status_code} == 502 || {http.error.status_code} == 503
            		handle @away {
            			@spanish header_regexp Accept-Language (?i)^\\s*es
            			@french header_regexp Accept-Language (?i)^\\s*fr
            			route {
            				rewrite * /en.html
            				rewrite @spanish /es.html
            				rewrite @french /fr.html
            				root * pages/%1$s
            				header Cache-Control no-store
            				@held not header %2$s *
            				header @held %3$s {http.request.duration_ms}
            				templates
            				file_server {
            					status 503
            				}
            			}
            		}
            		respond "{http.error.status_code} {http.error.status_text}"
            	}
            """.formatted(site.environment(), SLOT, HELD);
    }

    /** Each by another name of the same machine, so that Caddy counts them apart. */
    private static String upstreams(Site site, Balancers balancers) {
        StringBuilder all = new StringBuilder();
        for (Slot slot : Slot.values()) {
            int web = site.web().getOrDefault(slot, 0);
            int websocket = site.websocket().getOrDefault(slot, 0);
            all.append(upstreams(site, balancers, name(slot), new Site.Elsewhere(web, websocket)));
        }
        site.elsewhere().ifPresent(odoo -> all.append(upstreams(site, balancers, ELSEWHERE, odoo)));
        return all.toString();
    }

    private static String upstreams(Site site, Balancers balancers, String led, Site.Elsewhere odoo) {
        String websockets = "path " + site.websocketPath() + " " + site.websocketPath() + "/*";
        String rest = "not " + websockets + "\n\t\t\tnot path " + LONG;
        String told = balancers.upstream();
        return upstream(led + "_websocket", led, websockets, told, "localhost:" + odoo.websocket(), UNBOUNDED)
                + upstream(led + "_long", led, "path " + LONG, told, longWeb(odoo.web()), longAtOnce(site))
                + upstream(led + "_web", led, rest, told, web(odoo.web()), site.atOnce());
    }

    /** One per worker: more would let nobody else in. */
    private static int longAtOnce(Site site) {
        return Math.max(1, site.atOnce() / 4);
    }

    /**
     * Odoo's workers take one connection each, and the kernel keeps a few for them: it drops or resets those beyond, and
     * Caddy may not send again what was posted. So those that were held, and come all at once, take their turn here.
     */
    private static String upstream(String matcher, String led, String paths, String told, String address, int atOnce) {
        return """
            		@%1$s {
            			header %2$s %3$s
            			%4$s
            		}
            		reverse_proxy @%1$s %5$s {
            			header_up -%2$s
            %8$s			lb_try_duration 10s
            			lb_try_interval 50ms
            			transport http {
            				keepalive off
            				dial_timeout 2s
            				max_conns_per_host %7$d
            				response_header_timeout %6$ds
            			}
            		}
            """.formatted(matcher, SLOT, led, paths, address, LONGEST_ANSWER.toSeconds(), atOnce, told);
    }

    /** The upstream of a web port, by which Caddy counts requests. */
    static String web(int port) {
        return "127.0.0.1:" + port;
    }

    /** The upstream by which Caddy counts the requests to a web port that may take long. */
    static String longWeb(int port) {
        return "[::ffff:127.0.0.1]:" + port;
    }

    /** Without a path. */
    private static String address(URI url) {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    /** By the authority of the settings; by a public one; or, for a name that none signs, by Caddy itself. */
    private static String tls(URI url, EdgeSettings settings) {
        if (!url.getScheme().equals("https")) {
            return "";
        }
        if (settings.acme().isEmpty() && LOCAL_NAME.matcher(url.getHost()).matches()) {
            return "\ttls internal\n";
        }
        StringBuilder text = new StringBuilder("\ttls {\n\t\tissuer acme {\n");
        settings.acme()
                .ifPresent(directory ->
                        text.append("\t\t\tdir ").append(quoted(directory)).append('\n'));
        settings.acmeRoot().ifPresent(root -> text.append("\t\t\ttrusted_roots " + ACME_ROOT + "\n"));
        settings.mail()
                .ifPresent(
                        mail -> text.append("\t\t\temail ").append(quoted(mail)).append('\n'));
        return text.append("\t\t}\n\t}\n").toString();
    }

    private static String name(Slot slot) {
        return slot.name().toLowerCase(Locale.ROOT);
    }

    private static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
