package dev.understudy.cli.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Gives the demo's production its data, through Odoo itself: customers, products with stock, orders, deliveries. The
 * same seed makes the same data. Every record has a reference of its own, so that a second call adds only what an
 * interrupted first one left out.
 */
public final class SampleCompany {

    /** How many of each were made. */
    public record Made(int customers, int products, int orders, int confirmed, int delivered, int sharedContracts) {}

    /** Customers, each with one contact. */
    static final int CUSTOMERS = 140;

    static final int ORDERS = 260;
    static final int CONFIRMED = 180;
    static final int DELIVERED = 60;

    /** Customers with a priority contract: the first ones. */
    static final int CONTRACTS = 36;

    /** Contracts that were entered for two customers: harmless today, a trap for who makes them unique. */
    static final int SHARED_CONTRACTS = 3;

    private static final int CHUNK = 60;
    private static final Map<String, Object> QUIET = Map.of("tracking_disable", true, "mail_create_nosubscribe", true);
    private static final List<String> LEVELS = List.of("CRITICAL", "PREFERRED", "STANDARD");

    private final OdooRpc odoo;
    private final long seed;
    private final String carrierUrl;

    private SampleCompany(OdooRpc odoo, long seed, String carrierUrl) {
        this.odoo = odoo;
        this.seed = seed;
        this.carrierUrl = carrierUrl;
    }

    /**
     * Fills the database.
     *
     * @param odoo a session of somebody who may do everything
     * @param carrierUrl address of the carrier's service
     * @throws dev.understudy.model.fault.FaultException when Odoo does not answer, or says no
     */
    public static Made create(OdooRpc odoo, long seed, String carrierUrl) {
        return new SampleCompany(odoo, seed, carrierUrl).create();
    }

    private Made create() {
        company();
        List<Integer> customers = customers();
        List<Integer> products = products();
        stock(products);
        List<Integer> orders = orders(customers, products);
        confirm(orders.subList(0, CONFIRMED));
        deliver(orders.subList(0, DELIVERED));
        return new Made(customers.size(), products.size(), orders.size(), CONFIRMED, DELIVERED, SHARED_CONTRACTS);
    }

    private void company() {
        List<Integer> euro = odoo.execute(
                        "res.currency",
                        "search",
                        List.of(List.of(List.of("name", "=", "EUR"))),
                        Map.of("context", Map.of("active_test", false)))
                .valueStream()
                .map(JsonNode::asInt)
                .toList();
        odoo.write("res.currency", euro, Map.of("active", true));
        List<Integer> company = odoo.search("res.company", List.of()).subList(0, 1);
        odoo.write(
                "res.company",
                company,
                Map.of(
                        "name", "ACME Suministros S.L.",
                        "currency_id", euro.getFirst(),
                        "street", "Polígono Malpica, calle F, 24",
                        "zip", "50016",
                        "city", "Zaragoza",
                        "phone", "+34 976 000 000",
                        "email", "pedidos@acme.example"));
        odoo.execute(
                "ir.config_parameter", "set_param", List.of("acme_stock_dispatch.carrier_url", carrierUrl), Map.of());
    }

    private List<Integer> customers() {
        Map<String, Integer> countries = byKey("res.country", "code", List.of("ES", "FR", "GB"));
        Map<String, Integer> levels = byKey("acme.priority.level", "code", LEVELS);
        SampleNames names = new SampleNames(seed);
        List<Map<String, Object>> values = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            SampleNames.Customer customer = names.customer();
            Map<String, Object> partner = new HashMap<>(Map.of(
                    "ref", reference("C", i),
                    "name", customer.name(),
                    "is_company", true,
                    "street", customer.street(),
                    "zip", customer.town().zip(),
                    "city", customer.town().name(),
                    "country_id", countries.get(customer.countryCode()),
                    "priority_level_id", levels.get(LEVELS.get(level(i))),
                    "child_ids", List.of(List.of(0, 0, contact(i, customer)))));
            if (i < CONTRACTS) {
                partner.put("priority_contract", contract(i));
            }
            values.add(partner);
        }
        return createMissing("res.partner", "ref", values);
    }

    /** Whoever has a contract is critical or preferred. */
    private static int level(int customer) {
        return customer < CONTRACTS ? customer % 2 : 2;
    }

    /** The last ones were entered with the contract of the first ones. */
    private static String contract(int customer) {
        int number = customer < CONTRACTS - SHARED_CONTRACTS ? customer : customer - (CONTRACTS - SHARED_CONTRACTS);
        return "CT-2026-%03d".formatted(number + 1);
    }

    private static Map<String, Object> contact(int customer, SampleNames.Customer of) {
        return Map.of(
                "name",
                of.contact(),
                "type",
                "contact",
                "email",
                "contact-%03d@customers.example".formatted(customer + 1));
    }

    private List<Integer> products() {
        List<String> things =
                List.of("Pump", "Valve", "Filter", "Gasket set", "Motor", "Hose", "Pressure gauge", "Coupling");
        List<String> sizes = List.of("DN 15", "DN 25", "DN 40");
        Random random = new Random(seed + 1);
        List<Map<String, Object>> values = new ArrayList<>();
        for (String thing : things) {
            for (String size : sizes) {
                double price = 12 + random.nextInt(900);
                values.add(Map.of(
                        "default_code",
                        reference("P", values.size()),
                        "name",
                        thing + " " + size,
                        "type",
                        "consu",
                        "is_storable",
                        true,
                        "list_price",
                        price,
                        "standard_price",
                        Math.rint(price * 60) / 100));
            }
        }
        return createMissing("product.product", "default_code", values);
    }

    private void stock(List<Integer> products) {
        List<Integer> warehouse = odoo.search("stock.warehouse", List.of());
        int shelf = odoo.searchRead(
                        "stock.warehouse", List.of(List.of("id", "=", warehouse.getFirst())), List.of("lot_stock_id"))
                .path(0)
                .path("lot_stock_id")
                .path(0)
                .asInt();
        Set<Integer> counted = new HashSet<>();
        odoo.searchRead("stock.quant", List.of(List.of("location_id", "=", shelf)), List.of("product_id"))
                .forEach(quant -> counted.add(quant.path("product_id").path(0).asInt()));
        List<Map<String, Object>> values = products.stream()
                .filter(product -> !counted.contains(product))
                .map(product ->
                        Map.<String, Object>of("product_id", product, "location_id", shelf, "inventory_quantity", 5000))
                .toList();
        if (!values.isEmpty()) {
            Map<String, Object> counting = Map.of("inventory_mode", true);
            List<Integer> quants = odoo.create("stock.quant", values, counting);
            odoo.execute("stock.quant", "action_apply_inventory", List.of(quants), Map.of("context", counting));
        }
    }

    private List<Integer> orders(List<Integer> customers, List<Integer> products) {
        Random random = new Random(seed + 2);
        List<Map<String, Object>> values = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            List<List<Object>> lines = new ArrayList<>();
            for (int line = 0, n = 1 + random.nextInt(3); line < n; line++) {
                lines.add(List.of(
                        0,
                        0,
                        Map.of(
                                "product_id",
                                products.get(random.nextInt(products.size())),
                                "product_uom_qty",
                                1 + random.nextInt(12))));
            }
            values.add(Map.of(
                    "client_order_ref", reference("PO", i),
                    "partner_id", customers.get(random.nextInt(customers.size())),
                    "order_line", lines));
        }
        return createMissing("sale.order", "client_order_ref", values);
    }

    private void confirm(List<Integer> orders) {
        List<Integer> drafts =
                odoo.search("sale.order", List.of(List.of("id", "in", orders), List.of("state", "=", "draft")));
        for (List<Integer> chunk : chunks(drafts)) {
            odoo.execute("sale.order", "action_confirm", List.of(chunk), Map.of("context", QUIET));
        }
    }

    private void deliver(List<Integer> orders) {
        List<Integer> ready = odoo.search(
                "stock.picking", List.of(List.of("sale_id", "in", orders), List.of("state", "=", "assigned")));
        for (List<Integer> chunk : chunks(ready)) {
            odoo.execute("stock.picking", "button_validate", List.of(chunk), Map.of("context", QUIET));
        }
    }

    /** Creates the records whose key is not there yet; the ids of all, in the order of {@code values}. */
    private List<Integer> createMissing(String model, String key, List<Map<String, Object>> values) {
        Map<String, Integer> present =
                byKey(model, key, values.stream().map(record -> record.get(key)).toList());
        List<Map<String, Object>> missing = values.stream()
                .filter(record -> !present.containsKey(String.valueOf(record.get(key))))
                .toList();
        for (List<Map<String, Object>> chunk : chunks(missing)) {
            List<Integer> ids = odoo.create(model, chunk, QUIET);
            for (int i = 0; i < chunk.size(); i++) {
                present.put(String.valueOf(chunk.get(i).get(key)), ids.get(i));
            }
        }
        return values.stream()
                .map(record -> present.get(String.valueOf(record.get(key))))
                .toList();
    }

    private Map<String, Integer> byKey(String model, String key, List<?> keys) {
        Map<String, Integer> found = new HashMap<>();
        odoo.searchRead(model, List.of(List.of(key, "in", keys)), List.of(key))
                .forEach(record ->
                        found.put(record.path(key).asString(), record.path("id").asInt()));
        return found;
    }

    private static <T> List<List<T>> chunks(List<T> all) {
        return IntStream.range(0, (all.size() + CHUNK - 1) / CHUNK)
                .mapToObj(i -> all.subList(i * CHUNK, Math.min(all.size(), (i + 1) * CHUNK)))
                .toList();
    }

    private static String reference(String prefix, int number) {
        return "%s-%04d".formatted(prefix, number + 1);
    }
}
