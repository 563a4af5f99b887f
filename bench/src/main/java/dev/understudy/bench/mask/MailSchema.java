package dev.understudy.bench.mask;

/** The tables that masking is measured on, with the columns, keys and indexes that they have in Odoo 19. */
final class MailSchema {

    static final String TABLES = """
            CREATE TABLE ir_model (id serial PRIMARY KEY, model text, name jsonb, state text);
            CREATE TABLE ir_model_fields (
              id serial PRIMARY KEY, model text, name text, ttype text, translate text, state text, field_description jsonb,
              help jsonb);
            CREATE TABLE ir_module_module (
              id serial PRIMARY KEY, name text, state text, shortdesc jsonb, summary jsonb, author text);
            CREATE TABLE ir_config_parameter (id serial PRIMARY KEY, key text UNIQUE, value text);
            CREATE TABLE res_partner (
              id serial PRIMARY KEY, parent_id int, name varchar, complete_name varchar, email varchar,
              email_normalized varchar, phone varchar, phone_sanitized varchar, street varchar, city varchar, zip varchar,
              vat varchar, comment text, create_date timestamp);
            CREATE TABLE mail_message (
              id serial PRIMARY KEY, parent_id int, res_id int, subtype_id int, mail_activity_type_id int,
              author_id int, create_uid int, write_uid int, model varchar, message_type varchar NOT NULL,
              subject varchar, email_from varchar, message_id varchar, reply_to varchar, email_layout_xmlid varchar, body text,
              is_internal boolean, reply_to_force_new boolean, email_add_signature boolean, date timestamp,
              create_date timestamp, write_date timestamp);
            CREATE TABLE mail_notification (
              id serial PRIMARY KEY, mail_message_id int, res_partner_id int, kind varchar, state varchar);
            INSERT INTO ir_model (model, name, state) SELECT m, '{"en_US": "Model"}', 'base'
              FROM unnest(ARRAY['res.partner', 'mail.message', 'mail.notification', 'sale.order']) m;
            INSERT INTO ir_model_fields (model, name, ttype, state, field_description)
              SELECT replace(table_name, '_', '.'), column_name,
                     CASE WHEN column_name IN ('body', 'comment') THEN 'html' WHEN data_type LIKE 'char%' THEN 'char'
                          WHEN column_name LIKE '%_id' THEN 'many2one' ELSE data_type END, 'base',
                     jsonb_build_object('en_US', initcap(replace(column_name, '_', ' ')))
                FROM information_schema.columns WHERE table_name IN ('res_partner', 'mail_message', 'mail_notification');
            UPDATE ir_model_fields SET ttype = 'selection' WHERE name IN ('kind', 'state', 'message_type');
            """;

    /** What is quicker made of many rows at once. */
    static final String INDEXES = """
            CREATE INDEX res_partner_complete_name_index ON res_partner (complete_name);
            CREATE INDEX res_partner_email_index ON res_partner (email);
            CREATE INDEX res_partner_vat_index ON res_partner (vat);
            CREATE INDEX mail_message_parent_id_index ON mail_message (parent_id);
            CREATE INDEX mail_message_model_res_id_idx ON mail_message (model, res_id);
            CREATE INDEX mail_message_subtype_id_index ON mail_message (subtype_id);
            CREATE INDEX mail_message_author_id_index ON mail_message (author_id);
            CREATE INDEX mail_message_message_id_index ON mail_message (message_id);
            CREATE INDEX mail_notification_mail_message_id_index ON mail_notification (mail_message_id);
            CREATE INDEX mail_notification_res_partner_id_index ON mail_notification (res_partner_id);
            ALTER TABLE res_partner ADD FOREIGN KEY (parent_id) REFERENCES res_partner;
            ALTER TABLE mail_message ADD FOREIGN KEY (author_id) REFERENCES res_partner;
            ALTER TABLE mail_notification ADD FOREIGN KEY (mail_message_id) REFERENCES mail_message ON DELETE CASCADE;
            ALTER TABLE mail_notification ADD FOREIGN KEY (res_partner_id) REFERENCES res_partner;
            """;

    private MailSchema() {}
}
