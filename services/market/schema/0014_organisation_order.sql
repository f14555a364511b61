-- In whose name an order was placed; 0: the buyer's own. The buyer is the officer who placed it.
ALTER TABLE market_order ADD COLUMN organisation_id BIGINT NOT NULL DEFAULT 0;
CREATE INDEX market_order_organisation ON market_order (region_id, organisation_id, id);
