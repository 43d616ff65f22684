-- One order, as orders and the catalog write it on PostgreSQL: the statements of its three transactions, in their order.
-- bench/run hears what the shop sends, refuses to go on if it differs from this, and gives the variables that are set
-- nowhere here the values that it has heard. All tables lie in one database, as pgbench knows but one.

\set key random(1, 9000000000000000000)
\set product 1 + :client_id % :goods

begin;
insert into idempotency_keys (id, fingerprint, reference, attempt, leased_until, expires_at)
values (sha256(int8send(:key)), :fingerprint, null, 1, null, :key_expires_at)
on conflict (id) do update set
    fingerprint = excluded.fingerprint, reference = excluded.reference,
    attempt = idempotency_keys.attempt + 1, leased_until = excluded.leased_until, outcome = null,
    expires_at = excluded.expires_at
where idempotency_keys.expires_at <= :placed_at
returning attempt;
insert into orders (user_id, checkout_id, status, total_amount, currency, shipping_address,
    next_attempt_at, created_at, updated_at)
values (:buyer, null, :pending, 0, :currency,
    :address, :next_attempt_at, :placed_at, :placed_at)
returning id \gset order_
insert into order_lines (order_id, product_id, quantity, wanted_price)
values (:order_id, :product, :quantity, null) returning id, product_id \gset line_
insert into order_history (order_id, position, status, at, reason, actor)
values (:order_id, :first_position, :pending, :placed_at, null, :buyer);
update idempotency_keys set reference = 'order:' || :order_id where id = sha256(int8send(:key)) and attempt = :attempt and outcome is null;
commit;

begin;
insert into reservations (order_id, state, created_at, updated_at)
values (:order_id, :held, :reserved_at, :reserved_at) on conflict (order_id) do nothing;
select id, name, price, seller_id from products
where id in (:product) and is_active;
select 1 from stock where product_id in (:product) order by product_id for update;
with wanted (product_id, quantity) as (values (cast(:product as bigint), cast(:quantity as bigint)))
update stock set reserved = reserved + wanted.quantity from wanted
where stock.product_id = wanted.product_id and on_hand - reserved >= wanted.quantity
returning stock.product_id, stock.on_hand - stock.reserved;
insert into souk_outbox (event_id, type, source, occurred_at, subject, data, traceparent, available_at)
values (gen_random_uuid(), :stock_type, :stock_source, :stock_at, :stock_subject, :stock_data,
    :stock_trace, :stock_at);
insert into reservation_lines (order_id, position, product_id, quantity, price, product_name, seller_id)
values (:order_id, :line_position, :product, :quantity, :price, :product_name,
    :seller);
commit;

begin;
update orders set status = :confirmed, total_amount = :total,
    shipping_address = :address, updated_at = :confirmed_at,
    deleted_at = null, version = :next_version
    , duty = null, attempts = 0, next_attempt_at = null
where id = :order_id and version = :version;
with frozen (id, product_name, price, seller_id) as (values (cast(:line_id as bigint), cast(:product_name as text),
    cast(:price as bigint), cast(:seller as uuid)))
update order_lines set product_name = frozen.product_name, price = frozen.price,
    seller_id = frozen.seller_id
from frozen where order_lines.id = frozen.id;
insert into order_history (order_id, position, status, at, reason, actor)
values (:order_id, :second_position, :confirmed, :confirmed_at, null, null);
insert into souk_outbox (event_id, type, source, occurred_at, subject, data, traceparent, available_at)
values (gen_random_uuid(), :placed_type, :orders_source, :event_at, :order_subject, :placed_data,
    :order_trace, :event_at);
insert into souk_outbox (event_id, type, source, occurred_at, subject, data, traceparent, available_at)
values (gen_random_uuid(), :confirmed_type, :orders_source, :event_at, :order_subject, :confirmed_data,
    :order_trace, :event_at);
update idempotency_keys set outcome = :outcome
where reference = 'order:' || :order_id and outcome is null;
commit;
