package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.demo.OdooRpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What somebody who tests does in an Odoo 14 to 19, and what they get for it, names aside: a customer is searched, an order confirmed, an
 * invoice posted and printed, a mail written, contacts are imported and exported. Where data are masked, all of it is as with production's.
 *
 * @param found how many the customer's name and address find
 * @param order its state, lines and totals
 * @param invoice its state and total
 * @param printed the elements of the printed invoice, one after the other
 * @param mails how many it wrote
 * @param imported what a contact that was imported is exported as
 * @param exported of the customer, which columns have something
 */
record TestersWork(
        List<Integer> found,
        String order,
        String invoice,
        List<String> printed,
        int mails,
        String imported,
        List<Boolean> exported) {

    private static final Pattern ELEMENT = Pattern.compile("<([a-z][a-z0-9]*)\\b");
    /** Does it as the administrator. */
    static TestersWork done(URI server, String database, int customer) {
        try (OdooRpc odoo = OdooRpc.login(server, database, "admin", "admin")) {
            int order = order(odoo, customer);
            int invoice = invoice(odoo, customer);
            return new TestersWork(
                    List.of(
                            found(odoo, "name", text(odoo, customer, "name")),
                            found(odoo, "email", text(odoo, customer, "email"))),
                    read(
                            odoo,
                            "sale.order",
                            order,
                            List.of("state", "amount_untaxed", "amount_total", "invoice_status")),
                    read(odoo, "account.move", invoice, List.of("state", "amount_total", "move_type")),
                    printed(server, database, invoice),
                    mailed(odoo, customer),
                    imported(odoo),
                    exported(odoo, customer));
        }
    }

    private static String text(OdooRpc odoo, int customer, String field) {
        return odoo.searchRead("res.partner", List.of(List.of("id", "=", customer)), List.of(field))
                .get(0)
                .get(field)
                .asString();
    }

    private static int found(OdooRpc odoo, String field, String value) {
        return odoo.search("res.partner", List.of(List.of(field, "ilike", value)))
                .size();
    }

    private static String read(OdooRpc odoo, String model, int id, List<String> fields) {
        JsonNode record =
                odoo.searchRead(model, List.of(List.of("id", "=", id)), fields).get(0);
        return fields.stream().map(record::get).toList().toString();
    }

    private static int order(OdooRpc odoo, int customer) {
        int product = product(odoo);
        int order = odoo.create(
                        "sale.order",
                        List.of(Map.of(
                                "partner_id",
                                customer,
                                "order_line",
                                List.of(List.of(0, 0, Map.of("product_id", product, "product_uom_qty", 3))))),
                        Map.of())
                .getFirst();
        odoo.execute("sale.order", "action_confirm", List.of(List.of(order)), Map.of());
        return order;
    }

    private static int product(OdooRpc odoo) {
        return odoo.search("product.product", List.of(List.of("sale_ok", "=", true)))
                .getFirst();
    }

    private static int invoice(OdooRpc odoo, int customer) {
        int invoice = odoo.create(
                        "account.move",
                        List.of(Map.of(
                                "move_type",
                                "out_invoice",
                                "partner_id",
                                customer,
                                "invoice_line_ids",
                                List.of(List.of(
                                        0,
                                        0,
                                        Map.of("product_id", product(odoo), "quantity", 2, "price_unit", 12.5))))),
                        Map.of())
                .getFirst();
        odoo.execute("account.move", "action_post", List.of(List.of(invoice)), Map.of());
        return invoice;
    }

    private static List<String> printed(URI server, String database, int invoice) {
        try (HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
            browser.send(
                    HttpRequest.newBuilder(server.resolve("/web/session/authenticate"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(login(database)))
                            .build(),
                    BodyHandlers.discarding());
            var page = browser.send(
                    HttpRequest.newBuilder(server.resolve("/report/html/account.report_invoice/" + invoice))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            List<String> elements = new ArrayList<>();
            Matcher element = ELEMENT.matcher(page.body());
            while (element.find()) {
                elements.add(element.group(1));
            }
            return List.copyOf(elements);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** Whether it was taken, as a copy's mailbox does, or kept, as production does: Odoo notes who was written to. */
    private static int mailed(OdooRpc odoo, int customer) {
        int before = told(odoo, customer);
        odoo.execute(
                "res.partner",
                "message_post",
                List.of(List.of(customer)),
                Map.of(
                        "body",
                        "Your order is on its way",
                        "partner_ids",
                        List.of(customer),
                        "message_type",
                        "comment",
                        "subtype_xmlid",
                        "mail.mt_comment"));
        return told(odoo, customer) - before;
    }

    private static int told(OdooRpc odoo, int customer) {
        return odoo.search(
                        "mail.notification",
                        List.of(List.of("notification_type", "=", "email"), List.of("res_partner_id", "=", customer)))
                .size();
    }

    private static String imported(OdooRpc odoo) {
        JsonNode loaded = odoo.execute(
                "res.partner",
                "load",
                List.of(
                        List.of("name", "email", "country_id"),
                        List.of(List.of("Imported Contact", "imported@contact.example", "Spain"))),
                Map.of());
        assertThat(loaded.get("ids").size()).as(loaded.toString()).isEqualTo(1);
        return odoo.execute(
                        "res.partner",
                        "export_data",
                        List.of(
                                List.of(loaded.get("ids").get(0).asInt()),
                                List.of("name", "email", "country_id/name", "is_company")),
                        Map.of())
                .get("datas")
                .toString();
    }

    private static List<Boolean> exported(OdooRpc odoo, int customer) {
        return odoo.execute(
                        "res.partner",
                        "export_data",
                        List.of(
                                List.of(customer),
                                List.of(
                                        "name",
                                        "email",
                                        "phone",
                                        "street",
                                        "city",
                                        "zip",
                                        "vat",
                                        "comment",
                                        "country_id/name")),
                        Map.of())
                .get("datas")
                .get(0)
                .valueStream()
                .map(value -> !value.asString("").isEmpty())
                .toList();
    }

    private static String login(String database) {
        return """
                {"jsonrpc": "2.0", "params": {"db": "%s", "login": "admin", "password": "admin"}}
                """.formatted(database);
    }
}
