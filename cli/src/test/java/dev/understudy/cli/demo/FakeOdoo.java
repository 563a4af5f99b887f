package dev.understudy.cli.demo;

import dev.understudy.model.view.EnvironmentView;
import java.util.Map;
import java.util.TreeMap;

/** A production's Odoo in memory, which is not served for 5.3 seconds whenever somebody looks. */
final class FakeOdoo implements SampleOdoo {

    int filled;
    int orders;

    @Override
    public SampleCompany.Made fill(EnvironmentView production) {
        filled++;
        orders = 260;
        return new SampleCompany.Made(140, 24, 260, 180, 60, 3);
    }

    @Override
    public Census census(EnvironmentView production) {
        return new Census(orders, new TreeMap<>(Map.of("acme_sale_priority", "19.0.1.1.0")));
    }

    @Override
    public Watch watch(EnvironmentView production) {
        return new Watch() {
            @Override
            public Seen seen() {
                return new Seen(5300, 70, 2);
            }

            @Override
            public void close() {}
        };
    }
}
