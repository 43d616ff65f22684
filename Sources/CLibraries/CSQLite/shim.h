#include <sqlite3.h>

/* The function is variadic. It has an effect only before the first connection is opened. */
static inline int shim_do_not_count_memory(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
