package dev.understudy.bench.traffic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A change of the sample company's addon {@link #MODULE}, of a class. Each can be made any number of times. */
public enum SampleChange {
    /** A method more: Python alone, class A. */
    CODE("models/res_partner.py", "", """

            def %1$s(self):
                return len(self)
        """),

    /** A view and a security rule: class B. */
    VIEW_AND_RULE("views/res_partner_views.xml", "</odoo>", """
            <record id="%1$s_view" model="ir.ui.view">
                <field name="name">acme.priority.level.list.%1$s</field>
                <field name="model">acme.priority.level</field>
                <field name="inherit_id" ref="acme_priority_level_view_list"/>
                <field name="arch" type="xml">
                    <field name="lead_days" position="attributes">
                        <attribute name="optional">show</attribute>
                    </field>
                </field>
            </record>

            <record id="%1$s_rule" model="ir.rule">
                <field name="name">Priority levels: %1$s</field>
                <field name="model_id" ref="model_acme_priority_level"/>
                <field name="domain_force">[('lead_days', '&gt;=', 0)]</field>
            </record>

        """),

    /** A stored field of the partners, which Odoo computes for every one that is there: class C. */
    STORED_FIELD("models/res_partner.py", "", """

            %1$s = fields.Integer(compute='_compute_%1$s', store=True)

            @api.depends('name')
            def _compute_%1$s(self):
                for partner in self:
                    partner.%1$s = len(partner.name or '')
        """);

    /** The addon that changes. */
    public static final String MODULE = "acme_sale_priority";

    private final String file;
    private final String before;
    private final String text;

    SampleChange(String file, String before, String text) {
        this.file = file;
        this.before = before;
        this.text = text;
    }

    /**
     * Makes it in a working copy of the repository {@code sales}.
     *
     * @param name an identifier that is not in the addon yet
     */
    public void make(Path checkout, String name) throws IOException {
        Path changed = checkout.resolve(MODULE).resolve(file);
        String old = Files.readString(changed)
                .replaceFirst("(?m)^from odoo import fields, models$", "from odoo import api, fields, models");
        int end = before.isEmpty() ? old.length() : old.lastIndexOf(before);
        Files.writeString(changed, old.substring(0, end) + text.formatted(name) + old.substring(end));
    }
}
