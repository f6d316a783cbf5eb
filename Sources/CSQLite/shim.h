#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

// SQLITE_TRANSIENT is a cast to a function pointer, which Swift does not import: SQLite copies the bytes before the call returns.
static inline int vf_sqlite3_bind_blob_copy(sqlite3_stmt *s, int i, const void *p, int n) {
  return sqlite3_bind_blob(s, i, n ? p : "", n, SQLITE_TRANSIENT);
}
static inline int vf_sqlite3_bind_text_copy(sqlite3_stmt *s, int i, const char *p, int n) {
  return sqlite3_bind_text(s, i, p, n, SQLITE_TRANSIENT);
}

// CRC-32 as of IEEE 802.3, four bits at a time; `crc` is that of what comes before, 0 at the beginning.
static inline uint32_t vf_crc32(uint32_t crc, const uint8_t *bytes, size_t count) {
  static const uint32_t table[16] = {0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
                                     0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c};
  crc = ~crc;
  for (size_t i = 0; i < count; i++) {
    crc = crc >> 4 ^ table[(crc ^ bytes[i]) & 15];
    crc = crc >> 4 ^ table[(crc ^ bytes[i] >> 4) & 15];
  }
  return ~crc;
}

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
