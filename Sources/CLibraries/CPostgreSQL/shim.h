#include <libpq-fe.h>

/* The names of an error's fields are characters, which are not imported. */
enum shim_field {
    SHIM_SQLSTATE = PG_DIAG_SQLSTATE,
    SHIM_MESSAGE = PG_DIAG_MESSAGE_PRIMARY,
    SHIM_TABLE = PG_DIAG_TABLE_NAME,
    SHIM_COLUMN = PG_DIAG_COLUMN_NAME,
    SHIM_CONSTRAINT = PG_DIAG_CONSTRAINT_NAME,
    SHIM_FUNCTION = PG_DIAG_SOURCE_FUNCTION
};

static inline const char *shim_error_field(const PGresult *result, enum shim_field field) {
    return PQresultErrorField(result, (int)field);
}
