INSERT INTO res_partner (id, name, complete_name, email, email_normalized) VALUES
  (1, 'ACME Suministros', 'ACME Suministros', 'info@acme.example', 'info@acme.example'),
  (2, 'OdooBot', 'OdooBot', NULL, NULL),
  (3, 'Ana Prueba', 'Ana Prueba', NULL, NULL),
  (4, 'Bo Ockelmann', 'Bo Ockelmann', NULL, NULL),
  (5, 'Public user', 'Public user', NULL, NULL);
INSERT INTO res_company (name, partner_id, email) VALUES ('ACME Suministros', 1, 'info@acme.example');
INSERT INTO res_users (id, login, password, partner_id, signature) VALUES
  (1, '__system__', NULL, 2, NULL), (2, 'ana@acme.example', 'hash-of-ana', 3, '<p>Ana</p>'), (3, 'public', NULL, 5, NULL),
  (4, 'bo', 'hash-of-bo', 4, '<p>Bo Ockelmann, ex Krakelheim</p>');
INSERT INTO res_partner (id, name, complete_name, email, email_normalized, phone, phone_sanitized, street, city, zip, vat) VALUES
  (10, 'Krakelheim Pumpen GmbH', 'Krakelheim Pumpen GmbH', 'Buero@Krakelheim.example', 'buero@krakelheim.example',
   '+49 30 1234567', '+49301234567', 'Krakelheimer Allee 7', 'Krakelheim', '10115', 'DE136695976');
INSERT INTO res_partner (
    id, name, complete_name, parent_id, commercial_company_name, email, email_normalized, phone, phone_sanitized, street, city,
    zip, vat, comment, birthdate, x_note, image) VALUES
  (11, 'Zacarías Quintanilla', 'Krakelheim Pumpen GmbH, Zacarías Quintanilla', 10, 'Krakelheim Pumpen GmbH',
   'Zacarias.Quintanilla@krakelheim.example', 'zacarias.quintanilla@krakelheim.example', '+34 600 123 456', '+34600123456',
   'Calle del Olvido 3', 'Zaragoza', '50016', 'ES12345678Z', '<p title="Zacarías Quintanilla">knows <b>Bo</b></p>',
   '1984-05-12', 'wife: Anna Quintanilla', '\x5a61636172c3ad6173205175696e74616e696c6c61');
INSERT INTO res_partner_bank (partner_id, acc_number, sanitized_acc_number)
  VALUES (11, 'ES91 2100 0418 4502 0005 1332', 'ES9121000418450200051332');
INSERT INTO mail_message (model, res_id, author_id, subject, body, email_from, message_id) VALUES
  ('sale.order', 1, 11, 'Re: offer for Zacarías Quintanilla',
   '<p>Dear Zacarías Quintanilla, <a href="https://krakelheim.example/me?who=zacarias&amp;access_token=tok-4711-abcdef">see</a>'
   || '<!-- Quintanilla --><img alt="Zacarías" src="data:text/plain;base64,WmFjYXLDrWFzIFF1aW50YW5pbGxh"/></p>',
   '"Zacarías Quintanilla" <zacarias.quintanilla@krakelheim.example>', '<1@krakelheim.example>'),
  ('sale.order', 1, NULL, NULL, '<p>Call +34 600-123-456 or 600123456, DNI 12345678Z<p>not closed <b', NULL, NULL);
INSERT INTO mail_tracking_value (old_value_char, new_value_char) VALUES ('Zacarías Quintanilla', 'Bo Ockelmann');
INSERT INTO sale_order (name, partner_id, client_order_ref, access_token, amount_total, note)
  VALUES ('S00012', 11, 'Order of ZACARIAS QUINTANILLA', 'tok-4711-abcdef', 120.50, '<p>Mar&iacute;a and Zacar&iacute;as</p>');
INSERT INTO product_template (name) VALUES ('{"en_US": "Desk for Zacarías Quintanilla", "es_ES": "Mesa de Zacarías Quintanilla"}');
INSERT INTO ir_ui_view (name, arch_db) VALUES ('v', '{"en_US": "<form><!-- asked by Zacarías Quintanilla --><field name=\"x\"/></form>"}');
INSERT INTO ir_config_parameter (key, value) VALUES ('x.report_to', 'zacarias.quintanilla@krakelheim.example');
INSERT INTO ir_logging (message) VALUES ('mail to Zacarías Quintanilla failed');
INSERT INTO ir_attachment (name, type, res_model, res_id, store_fname, checksum, mimetype, index_content) VALUES
  ('CV_Zacarias_Quintanilla.pdf', 'binary', 'res.partner', 11, 'aa/aa11', 'aa11', 'application/pdf', 'CV of Zacarías'),
  ('web.assets.css', 'binary', 'ir.ui.view', 1, 'bb/bb22', 'bb22', 'text/css', NULL);
INSERT INTO ir_attachment (name, type, res_model, res_id, db_datas, checksum, mimetype)
  VALUES ('note.txt', 'binary', 'sale.order', 1, '\x5a61636172c3ad6173205175696e74616e696c6c61', 'dd44', 'text/plain');
CREATE TABLE x_visit (id serial PRIMARY KEY, remark text, kind text, driver_name text, place jsonb, seen text[]);
INSERT INTO x_visit (remark, kind, driver_name, place, seen) VALUES
  ('met Zacarías Quintanilla at the fair', 'first', 'Zacarías Quintanilla',
   '{"zacarias.quintanilla@krakelheim.example": {"who": "Zacarías Quintanilla", "phone": 34600123456}}',
   ARRAY['Zacarías Quintanilla', 'Bo, Ockelmann']);
CREATE TABLE x_raw (line text, size int GENERATED ALWAYS AS (length(line)) STORED);
INSERT INTO x_raw (line) VALUES (E'tab\there, back\\slash, 600 123 456 of Zacarías\nQuintanilla'), (NULL);
CREATE TABLE x_log (at date, line text) PARTITION BY RANGE (at);
CREATE TABLE x_log_2026 PARTITION OF x_log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
INSERT INTO x_log VALUES ('2026-03-01', 'Zacarías Quintanilla signed in');
CREATE SCHEMA archive;
CREATE TABLE archive.people (name text);
INSERT INTO archive.people VALUES ('Zacarías Quintanilla');
CREATE MATERIALIZED VIEW x_names AS SELECT name FROM res_partner;
