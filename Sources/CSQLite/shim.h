#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>
#include <zlib.h>

// SQLITE_TRANSIENT is a cast to a function pointer, which Swift does not import: SQLite copies the bytes before the call returns.
static inline int vf_sqlite3_bind_blob_copy(sqlite3_stmt *s, int i, const void *p, int n) {
  return sqlite3_bind_blob(s, i, n ? p : "", n, SQLITE_TRANSIENT);
}
static inline int vf_sqlite3_bind_text_copy(sqlite3_stmt *s, int i, const char *p, int n) {
  return sqlite3_bind_text(s, i, p, n, SQLITE_TRANSIENT);
}

// CRC-32 as of IEEE 802.3, by zlib; `crc` is that of what comes before, 0 at the beginning.
static inline uint32_t vf_crc32(uint32_t crc, const uint8_t *bytes, size_t count) { return (uint32_t)crc32_z(crc, bytes, count); }

// The SQL function crc32(...): of integers, least significant octet first, blobs and NULLs, one after the other.
static void vf_crc32_function(sqlite3_context *context, int count, sqlite3_value **values) {
  uint32_t crc = 0;
  for (int i = 0; i < count; i++) {
    if (sqlite3_value_type(values[i]) == SQLITE_BLOB) {
      crc = vf_crc32(crc, sqlite3_value_blob(values[i]), (size_t)sqlite3_value_bytes(values[i]));
    } else {
      uint64_t number = (uint64_t)sqlite3_value_int64(values[i]);
      uint8_t octets[9] = {sqlite3_value_type(values[i]) == SQLITE_NULL};
      for (int octet = 0; octet < 8; octet++) octets[octet + 1] = (uint8_t)(number >> 8 * octet);
      crc = vf_crc32(crc, octets, sizeof octets);
    }
  }
  sqlite3_result_int64(context, crc);
}
static inline int vf_sqlite3_add_crc32(sqlite3 *database) {
  return sqlite3_create_function_v2(database, "crc32", -1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, vf_crc32_function, NULL, NULL, NULL);
}
