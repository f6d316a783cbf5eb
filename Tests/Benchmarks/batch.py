"""Reads a batch as Sources/Uplink/uplink.proto describes it, with no more than the standard library. Trusts its input."""
from collections import namedtuple

Frame = namedtuple("Frame", "device characteristic wall_ms value")


def varint(data, at):
    result = shift = 0
    while True:
        byte = data[at]
        at += 1
        result |= (byte & 0x7F) << shift
        if byte < 0x80:
            return result, at
        shift += 7


def varints(data):
    at, found = 0, []
    while at < len(data):
        value, at = varint(data, at)
        found.append(value)
    return found


def fields(data):
    """The fields of a message: number → values; varints and fixed ones as integers, the others as bytes."""
    at, found = 0, {}
    while at < len(data):
        key, at = varint(data, at)
        number, kind = key >> 3, key & 7
        if kind == 0:
            value, at = varint(data, at)
        elif kind == 2:
            length, at = varint(data, at)
            value, at = data[at:at + length], at + length
        else:
            width = {1: 8, 5: 4}[kind]
            value, at = int.from_bytes(data[at:at + width], "little"), at + width
        found.setdefault(number, []).append(value)
    return found


def signed(value):
    """A sint64's zigzag."""
    return (value >> 1) ^ -(value & 1)


def address(raw):
    octets = (raw & 0xFFFF_FFFF_FFFF).to_bytes(6, "big")
    return ":".join(f"{octet:02X}" for octet in octets)


class Batch:
    def __init__(self, body):
        self.body = body
        batch = fields(body)
        boot_ms = batch[4][0]
        wall_ms = (batch.get(5) or batch.get(6))[0]
        packed = batch[7][0]
        devices = [address(int.from_bytes(packed[at:at + 8], "little")) for at in range(0, len(packed), 8)]
        self.frames = []
        for group in map(fields, batch.get(8, [])):
            characteristic = group.get(1, [None])[0]
            arrivals = [signed(value) for value in varints(group[5][0])]
            indexes = varints(group[4][0]) if 4 in group else [0] * len(arrivals)
            values = group.get(7, [b""])[0]
            lengths = varints(group[6][0]) if 6 in group else [len(values) // len(arrivals)] * len(arrivals)
            arrival, at = boot_ms, 0
            for index, step, length in zip(indexes, arrivals, lengths):
                arrival += step
                self.frames.append(Frame(devices[index], characteristic, wall_ms + arrival - boot_ms, values[at:at + length]))
                at += length
