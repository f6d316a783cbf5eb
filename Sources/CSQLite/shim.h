#include <sqlite3.h>

// SQLITE_TRANSIENT is a cast to a function pointer, which Swift does not import: SQLite copies the bytes before the call returns.
static inline int vf_sqlite3_bind_blob_copy(sqlite3_stmt *s, int i, const void *p, int n) {
  return sqlite3_bind_blob(s, i, n ? p : "", n, SQLITE_TRANSIENT);
}
static inline int vf_sqlite3_bind_text_copy(sqlite3_stmt *s, int i, const char *p, int n) {
  return sqlite3_bind_text(s, i, p, n, SQLITE_TRANSIENT);
}
