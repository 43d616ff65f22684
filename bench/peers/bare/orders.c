/* The transactions of an order, committed bare and in sequence: no HTTP, no JSON, no checks, no other thread.
 *
 *     orders FOLDER SECONDS      prints how many orders a second one connection to each database commits
 *
 * The statements are those that Souk runs when it places an order of one line with an Idempotency-Key, with the same
 * pragmas, prepared once; the values have the same sizes. What follows an order (the relay, the mails, the sales
 * counters) is left out, which is in favour of this program.
 */
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { GOODS = 64 };

static const char *buyer = "01a1fa5a-a521-791a-bb0d-ee352c1fd355";
static const char *address = "12 Spice Lane, Old Town";
static const char *traceparent = "00-7c2c25ce67d43b53207c854e64533d9b-70c24b8d2a8f13bd-01";

static void fail(sqlite3 *database, const char *what) {
    fprintf(stderr, "%s: %s\n", what, database ? sqlite3_errmsg(database) : "out of memory");
    exit(1);
}

static void run(sqlite3 *database, const char *sql) {
    if (sqlite3_exec(database, sql, NULL, NULL, NULL) != SQLITE_OK) fail(database, sql);
}

static sqlite3 *open_database(const char *folder, const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.sqlite", folder, name);
    sqlite3 *database = NULL;
    if (sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        fail(database, path);
    run(database, "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;"
                  "pragma cache_size = -4096; pragma temp_store = memory; pragma wal_autocheckpoint = 4000;"
                  "pragma journal_size_limit = 67108864");
    return database;
}

static sqlite3_stmt *prepare(sqlite3 *database, const char *sql) {
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
        fail(database, sql);
    return statement;
}

/* Binds values in order: i an int64_t, t a text, b 32 bytes, n null. */
static void bind(sqlite3_stmt *statement, const char *kinds, ...) {
    __builtin_va_list values;
    __builtin_va_start(values, kinds);
    for (int index = 1; *kinds; kinds++, index++) {
        switch (*kinds) {
        case 'i': sqlite3_bind_int64(statement, index, __builtin_va_arg(values, int64_t)); break;
        case 't': sqlite3_bind_text(statement, index, __builtin_va_arg(values, const char *), -1, SQLITE_STATIC); break;
        case 'b': sqlite3_bind_blob(statement, index, __builtin_va_arg(values, const void *), 32, SQLITE_STATIC); break;
        default: sqlite3_bind_null(statement, index);
        }
    }
    __builtin_va_end(values);
}

/* Runs to the end; answers the first column of the last row. */
static int64_t finish(sqlite3_stmt *statement) {
    int64_t answer = 0;
    int result;
    while ((result = sqlite3_step(statement)) == SQLITE_ROW) answer = sqlite3_column_int64(statement, 0);
    if (result != SQLITE_DONE) fail(sqlite3_db_handle(statement), sqlite3_sql(statement));
    sqlite3_reset(statement);
    return answer;
}

static int64_t microseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void event_id(char *text) {
    static uint32_t count;
    uint64_t now = (uint64_t)microseconds() / 1000;
    count++;
    snprintf(text, 37, "%08x-%04x-7%03x-8%03x-%012llx", (unsigned)(now >> 16), (unsigned)(now & 0xffff), count & 0xfff,
             rand() & 0xfff, (unsigned long long)count);
}

#define OUTBOX                                                                                                         \
    "insert into souk_outbox (event_id, type, source, occurred_at, subject, data, traceparent, available_at)"          \
    " values (?, ?, ?, ?, ?, ?, ?, ?)"

int main(int count, char **arguments) {
    if (count != 3) {
        fprintf(stderr, "orders FOLDER SECONDS\n");
        return 64;
    }
    sqlite3 *orders = open_database(arguments[1], "orders");
    sqlite3 *catalog = open_database(arguments[1], "catalog");
    int64_t duration = atoll(arguments[2]) * 1000000;

    int64_t goods[GOODS];
    int64_t found = 0;
    sqlite3_stmt *pick = prepare(
        catalog, "select product_id from stock where not counted_by_units order by product_id desc limit 64");
    while (sqlite3_step(pick) == SQLITE_ROW) goods[found++] = sqlite3_column_int64(pick, 0);
    sqlite3_finalize(pick);
    if (found < GOODS) fail(catalog, "fewer than 64 goods");
    run(catalog, "update stock set on_hand = reserved + 1000000 where product_id in"
                 " (select product_id from stock where not counted_by_units order by product_id desc limit 64)");

    sqlite3_stmt *begin_orders = prepare(orders, "begin immediate"), *end_orders = prepare(orders, "commit");
    sqlite3_stmt *begin_catalog = prepare(catalog, "begin immediate"), *end_catalog = prepare(catalog, "commit");
    sqlite3_stmt *claim = prepare(orders,
        "insert into idempotency_keys (id, fingerprint, reference, attempt, leased_until, expires_at)"
        " values (?, ?, ?, 1, ?, ?) on conflict (id) do update set fingerprint = excluded.fingerprint,"
        " reference = excluded.reference, attempt = idempotency_keys.attempt + 1, leased_until = excluded.leased_until,"
        " outcome = null, expires_at = excluded.expires_at where idempotency_keys.expires_at <= ? returning attempt");
    sqlite3_stmt *open = prepare(orders,
        "insert into orders (user_id, checkout_id, status, total_amount, currency, shipping_address, next_attempt_at,"
        " created_at, updated_at) values (?, ?, ?, 0, ?, ?, ?, ?, ?) returning id");
    sqlite3_stmt *line = prepare(orders,
        "insert into order_lines (order_id, product_id, quantity, wanted_price) values (?, ?, ?, ?)"
        " returning id, product_id");
    sqlite3_stmt *step = prepare(orders,
        "insert into order_history (order_id, position, status, at, reason, actor) values (?, ?, ?, ?, ?, ?)");
    sqlite3_stmt *refer = prepare(orders,
        "update idempotency_keys set reference = ? where id = ? and attempt = ? and outcome is null");
    sqlite3_stmt *reserve = prepare(catalog,
        "insert into reservations (order_id, state, created_at, updated_at) values (?, ?, ?, ?)"
        " on conflict (order_id) do nothing");
    sqlite3_stmt *price = prepare(catalog,
        "select id, name, price, seller_id from products where id in (?) and is_active");
    sqlite3_stmt *take = prepare(catalog,
        "with wanted (product_id, quantity) as (values (cast(? as integer), cast(? as integer)))"
        " update stock set reserved = reserved + wanted.quantity from wanted"
        " where stock.product_id = wanted.product_id and on_hand - reserved >= wanted.quantity"
        " returning stock.product_id, stock.on_hand - stock.reserved");
    sqlite3_stmt *stock_event = prepare(catalog, OUTBOX);
    sqlite3_stmt *reserved_line = prepare(catalog,
        "insert into reservation_lines (order_id, position, product_id, quantity, price, product_name, seller_id)"
        " values (?, ?, ?, ?, ?, ?, ?)");
    sqlite3_stmt *confirm = prepare(orders,
        "update orders set status = ?, total_amount = ?, shipping_address = ?, updated_at = ?, deleted_at = ?,"
        " version = ?, duty = ?, attempts = 0, next_attempt_at = ? where id = ? and version = ?");
    sqlite3_stmt *freeze = prepare(orders,
        "with frozen (id, product_name, price, seller_id) as (values (cast(? as integer), cast(? as text),"
        " cast(? as integer), cast(? as text))) update order_lines set product_name = frozen.product_name,"
        " price = frozen.price, seller_id = frozen.seller_id from frozen where order_lines.id = frozen.id");
    sqlite3_stmt *order_event = prepare(orders, OUTBOX);
    sqlite3_stmt *answer = prepare(orders,
        "update idempotency_keys set outcome = ? where reference = ? and outcome is null");

    /* The stored answer of an order of one line is about as long. */
    char outcome[1200];
    memset(outcome, 'e', sizeof outcome - 1);
    outcome[sizeof outcome - 1] = 0;

    int64_t placed = 0, start = microseconds(), now = start;
    while ((now = microseconds()) - start < duration) {
        int64_t product = goods[placed % GOODS];
        unsigned char key[32], fingerprint[32];
        for (int index = 0; index < 32; index++) {
            key[index] = (unsigned char)(rand() >> 8);
            fingerprint[index] = (unsigned char)(rand() >> 8);
        }

        finish(begin_orders);
        bind(claim, "bbnnii", key, fingerprint, now + 86400000000LL, now);
        finish(claim);
        bind(open, "tntttiii", buyer, "pending", "USD", address, now + 5000000, now, now);
        int64_t order = finish(open);
        bind(line, "iiin", order, product, (int64_t)1);
        int64_t line_number = finish(line);
        bind(step, "iitint", order, (int64_t)1, "pending", now, buyer);
        finish(step);
        char reference[32];
        snprintf(reference, sizeof reference, "order:%lld", (long long)order);
        bind(refer, "tbi", reference, key, (int64_t)1);
        finish(refer);
        finish(end_orders);

        finish(begin_catalog);
        bind(reserve, "itii", order, "held", now, now);
        finish(reserve);
        bind(price, "i", product);
        if (sqlite3_step(price) != SQLITE_ROW) fail(catalog, "a product is gone");
        char name[256], seller[64];
        snprintf(name, sizeof name, "%s", (const char *)sqlite3_column_text(price, 1));
        int64_t amount = sqlite3_column_int64(price, 2);
        snprintf(seller, sizeof seller, "%s", (const char *)sqlite3_column_text(price, 3));
        finish(price);
        bind(take, "ii", product, (int64_t)1);
        if (sqlite3_step(take) != SQLITE_ROW) fail(catalog, "a product is sold out");
        int64_t left = sqlite3_column_int64(take, 1);
        finish(take);
        char id[37], subject[64], data[1024];
        event_id(id);
        snprintf(subject, sizeof subject, "products/%lld", (long long)product);
        snprintf(data, sizeof data, "{\"product_id\":%lld,\"stock_quantity\":%lld}", (long long)product,
                 (long long)left);
        bind(stock_event, "tttittti", id, "stock.changed", "catalog", now, subject, data, traceparent, now);
        finish(stock_event);
        bind(reserved_line, "iiiiitt", order, (int64_t)0, product, (int64_t)1, amount, name, seller);
        finish(reserved_line);
        finish(end_catalog);

        now = microseconds();
        finish(begin_orders);
        bind(confirm, "titininnii", "confirmed", amount, address, now, (int64_t)2, order, (int64_t)1);
        finish(confirm);
        if (sqlite3_changes(orders) != 1) fail(orders, "an order is gone");
        bind(freeze, "itit", line_number, name, amount, seller);
        finish(freeze);
        bind(step, "iitinn", order, (int64_t)2, "confirmed", now);
        finish(step);
        snprintf(subject, sizeof subject, "orders/%lld", (long long)order);
        for (int event = 0; event < 2; event++) {
            event_id(id);
            snprintf(data, sizeof data,
                     "{\"order_id\":%lld,\"user_id\":\"%s\",\"status\":\"%s\",\"total_amount\":\"%lld.%02lld\","
                     "\"currency\":\"USD\",\"items\":[{\"product_id\":%lld,\"product_name\":\"%s\",\"quantity\":1,"
                     "\"price\":\"%lld.%02lld\"}]}",
                     (long long)order, buyer, event ? "confirmed" : "pending", (long long)amount / 100,
                     (long long)amount % 100, (long long)product, name, (long long)amount / 100,
                     (long long)amount % 100);
            bind(order_event, "tttittti", id, event ? "order.confirmed" : "order.placed", "orders", now, subject, data,
                 traceparent, now);
            finish(order_event);
        }
        bind(answer, "tt", outcome, reference);
        finish(answer);
        finish(end_orders);
        placed++;
    }
    printf("%.1f\n", (double)placed * 1e6 / (double)(now - start));
    return 0;
}
