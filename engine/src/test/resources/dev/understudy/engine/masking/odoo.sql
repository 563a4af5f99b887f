CREATE TABLE ir_model (id serial PRIMARY KEY, model text, name jsonb, state text);
CREATE TABLE ir_model_fields (
  id serial PRIMARY KEY, model text, name text, ttype text, translate text, state text, field_description jsonb, help jsonb);
CREATE TABLE ir_module_module (id serial PRIMARY KEY, name text, state text, shortdesc jsonb, summary jsonb, author text);
CREATE TABLE ir_config_parameter (id serial PRIMARY KEY, key text UNIQUE, value text);
CREATE TABLE ir_model_data (id serial PRIMARY KEY, module text, name text, model text, res_id int);
CREATE TABLE ir_ui_view (id serial PRIMARY KEY, name text, arch_db jsonb);
CREATE TABLE ir_logging (id serial PRIMARY KEY, message text);
CREATE TABLE ir_attachment (
  id serial PRIMARY KEY, name text, type text, res_model text, res_field text, res_id int, url text, store_fname text,
  checksum text, file_size int, mimetype text, index_content text, db_datas bytea);
CREATE TABLE res_company (id serial PRIMARY KEY, name text, partner_id int, email text);
CREATE TABLE res_partner (
  id serial PRIMARY KEY, name text NOT NULL, complete_name text, parent_id int REFERENCES res_partner,
  commercial_company_name text, email text, email_normalized text, phone text, phone_sanitized text, street text, city text,
  zip text, vat text, comment text, birthdate date, x_note varchar(40), image bytea);
CREATE TABLE res_users (
  id serial PRIMARY KEY, login text NOT NULL UNIQUE, password text, partner_id int REFERENCES res_partner, signature text);
CREATE TABLE res_partner_bank (id serial PRIMARY KEY, partner_id int, acc_number text, sanitized_acc_number text);
CREATE TABLE mail_message (
  id serial PRIMARY KEY, model text, res_id int, author_id int, subject text, body text, email_from text, message_id text);
CREATE TABLE mail_tracking_value (id serial PRIMARY KEY, old_value_char text, new_value_char text);
CREATE TABLE sale_order (
  id serial PRIMARY KEY, name text, partner_id int, client_order_ref text, access_token text, amount_total numeric, note text);
CREATE TABLE product_template (id serial PRIMARY KEY, name jsonb);
INSERT INTO ir_module_module (name, state, shortdesc, summary)
  VALUES ('sale', 'installed', '{"en_US": "Sales orders"}', '{"en_US": "From quotations to invoices of the customer"}');
INSERT INTO ir_model (model, name, state) VALUES ('res.partner', '{"en_US": "Contact"}', 'base');
INSERT INTO ir_model_fields (model, name, ttype, state, field_description)
  SELECT model, name, ttype, 'base', jsonb_build_object('en_US', 'Field') FROM (VALUES
    ('res.partner', 'name', 'char'), ('res.partner', 'comment', 'html'), ('res.partner', 'birthdate', 'date'),
    ('res.partner', 'x_note', 'char'), ('res.partner', 'image', 'binary'), ('mail.message', 'body', 'html'),
    ('sale.order', 'note', 'html'), ('x.visit', 'remark', 'char'), ('x.visit', 'kind', 'selection')) f (model, name, ttype);
