-- copies of production do not call the carrier
DELETE FROM ir_config_parameter
 WHERE key = 'acme_stock_dispatch.carrier_url';
