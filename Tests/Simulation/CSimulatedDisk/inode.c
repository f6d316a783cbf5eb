// A file's contents twice, as readers see them and as a power cut leaves them, and the changes between the two.

#include "disk.h"

#include <stdlib.h>
#include <string.h>

void *grown(void *memory, size_t *room, size_t count, size_t item_bytes) {
    if (count <= *room) return memory;
    size_t wanted = *room * 2 > count ? *room * 2 : count;
    if (wanted * item_bytes < 256) wanted = 256 / item_bytes;
    memory = realloc(memory, wanted * item_bytes);
    if (!memory) abort();
    *room = wanted;
    return memory;
}

/// New bytes are not set.
static void reserve(bytes *bytes, size_t size) {
    bytes->data = grown(bytes->data, &bytes->room, size, 1);
    bytes->size = size;
}

void bytes_resize(bytes *bytes, size_t size) {
    size_t old = bytes->size;
    reserve(bytes, size);
    if (size > old) memset(bytes->data + old, 0, size - old);
}

void bytes_set(bytes *bytes, const void *data, size_t size) {
    reserve(bytes, size);
    if (size > 0) memcpy(bytes->data, data, size);
}

static void bytes_write(bytes *bytes, const void *data, size_t size, uint64_t offset) {
    if (size == 0) return;
    if (offset > bytes->size) bytes_resize(bytes, offset);
    if (offset + size > bytes->size) reserve(bytes, offset + size);
    memcpy(bytes->data + offset, data, size);
}

inode *inode_create(sim_disk *disk) {
    inode *node = calloc(1, sizeof *node);
    if (!node) abort();
    node->low = UINT64_MAX;
    node->next = disk->inodes;
    disk->inodes = node;
    return node;
}

void inode_free(inode *node) {
    free(node->now.data);
    free(node->durable.data);
    free(node->pending.data);
    free(node->changes);
    free(node);
}

static void touch(inode *node, uint64_t low, uint64_t high) {
    if (low < node->low) node->low = low;
    if (high > node->high) node->high = high;
}

static change *append(sim_disk *disk, inode *node) {
    node->changes = grown(node->changes, &node->change_room, node->change_count + 1, sizeof *node->changes);
    change *change = &node->changes[node->change_count++];
    change->number = ++disk->last_number;
    return change;
}

void inode_write(sim_disk *disk, inode *node, const void *data, size_t size, uint64_t offset) {
    if (size == 0) return;
    if (disk->pending_bytes + size > PENDING_BYTES_MAX) disk_settle(disk);
    touch(node, offset < node->now.size ? offset : node->now.size, offset + size);
    bytes_write(&node->now, data, size, offset);
    change *change = append(disk, node);
    change->offset = offset;
    change->length = size;
    change->at = node->pending.size;
    change->is_truncation = false;
    bytes_write(&node->pending, data, size, node->pending.size);
    disk->pending_bytes += size;
}

void inode_truncate(sim_disk *disk, inode *node, uint64_t size) {
    uint64_t old = node->now.size;
    touch(node, size < old ? size : old, size < old ? old : size);
    bytes_resize(&node->now, size);
    change *change = append(disk, node);
    change->offset = size;
    change->length = 0;
    change->is_truncation = true;
}

/// The first `length` bytes of the change reach the medium.
void inode_apply(inode *node, const change *change, uint64_t length) {
    if (change->is_truncation) {
        bytes_resize(&node->durable, change->offset);
    } else {
        bytes_write(&node->durable, node->pending.data + change->at, length, change->offset);
    }
}

void inode_clear(sim_disk *disk, inode *node) {
    disk->pending_bytes -= node->pending.size;
    node->change_count = 0;
    node->pending.size = 0;
    if (node->is_diverged) return;
    node->low = UINT64_MAX;
    node->high = 0;
}

void inode_settle(sim_disk *disk, inode *node) {
    for (size_t i = 0; i < node->change_count; i++) inode_apply(node, &node->changes[i], node->changes[i].length);
    inode_clear(disk, node);
}

void inode_put(sim_disk *disk, inode *node, const void *data, size_t size) {
    bytes_set(&node->now, data, size);
    bytes_set(&node->durable, data, size);
    node->is_diverged = false;
    inode_clear(disk, node);
}
