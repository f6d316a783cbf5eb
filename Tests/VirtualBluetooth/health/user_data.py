"""The User Data Service: users with a code each, and the consent that a link needs to see one user's data."""
import dataclasses
import struct

from bumble import att

from health.control_point import ControlPoint, nothing
from peripheral import KIND

REGISTER, CONSENT, DELETE, RESPONSE = 0x01, 0x02, 0x03, 0x20
SUCCESS, OP_CODE_NOT_SUPPORTED, INVALID_PARAMETER, OPERATION_FAILED, NOT_AUTHORIZED = 1, 2, 3, 4, 5
ACCESS_NOT_PERMITTED = 0x80  # of a user's data, without consent

UNKNOWN_USER = 0xFF
USERS_MAX = 8
CODE_MAX = 9999

FIRST_NAME, BIRTH, GENDER, HEIGHT = 0x2A8A, 0x2A85, 0x2A8C, 0x2A8E
# Length of the value; None: text
LENGTHS = {FIRST_NAME: None, BIRTH: 4, GENDER: 1, HEIGHT: 2}


@dataclasses.dataclass
class User:
    code: int
    increment: int = 0
    values: dict = dataclasses.field(default_factory=lambda: {
        FIRST_NAME: b"", BIRTH: bytes(4), GENDER: b"\x02", HEIGHT: struct.pack("<H", 172),
    })


class UserData:
    def __init__(self, device, users, on_delete):
        self.device, self.users, self.on_delete = device, users, on_delete
        self.consents = {}  # connection: index of the user
        self.change_increment = device.characteristic(
            0x2A99, KIND.READ | KIND.WRITE | KIND.NOTIFY,
            read=lambda connection: struct.pack("<I", self.permitted(connection).increment),
            write=self.write_increment,
        )
        index = device.characteristic(0x2A9A, KIND.READ, read=lambda connection: bytes([self.consented(connection)]))
        point = ControlPoint(device, 0x2A9F, self.answer).characteristic
        values = [self.value_characteristic(uuid, length) for uuid, length in LENGTHS.items()]
        self.service = device.service(0x181C, self.change_increment, index, point, *values)

    # --- Consent

    def consented(self, connection):
        return self.consents.get(connection, UNKNOWN_USER)

    def permitted(self, connection):
        user = self.users.get(self.consented(connection))
        if user is None:
            raise att.ATT_Error(ACCESS_NOT_PERMITTED)
        return user

    async def answer(self, connection, op_code, operand):
        self.consents = {link: user for link, user in self.consents.items() if link in self.device.ended}
        code, parameter, then = self.carry_out(connection, op_code, operand)
        return bytes([RESPONSE, op_code, code]) + parameter, then

    def carry_out(self, connection, op_code, parameter):
        """The response value, its parameter, and what follows once the response is confirmed."""
        if op_code == REGISTER:
            return *self.register(parameter), nothing
        if op_code == CONSENT:
            if len(parameter) != 3:
                return INVALID_PARAMETER, b"", nothing
            index, code = struct.unpack("<BH", parameter)
            if index not in self.users or self.users[index].code != code:
                return NOT_AUTHORIZED, b"", nothing
            return SUCCESS, b"", lambda: self.consents.update({connection: index})
        if op_code == DELETE:
            if parameter:
                return INVALID_PARAMETER, b"", nothing
            index = self.consented(connection)
            if index not in self.users:
                return NOT_AUTHORIZED, b"", nothing
            self.delete(index)
            return SUCCESS, b"", nothing
        return OP_CODE_NOT_SUPPORTED, b"", nothing

    def register(self, parameter):
        if len(parameter) != 2 or (code := struct.unpack("<H", parameter)[0]) > CODE_MAX:
            return INVALID_PARAMETER, b""
        index = next((i for i in range(1, USERS_MAX + 1) if i not in self.users), None)
        if index is None:
            return OPERATION_FAILED, b""
        self.users[index] = User(code)
        return SUCCESS, bytes([index])

    def delete(self, index):
        del self.users[index]
        self.consents = {link: user for link, user in self.consents.items() if user != index}
        self.on_delete(index)

    # --- A user's values

    def value_characteristic(self, uuid, length):
        def write(connection, value):
            user = self.permitted(connection)
            if length is not None and len(value) != length:
                raise att.ATT_Error(att.ATT_INVALID_ATTRIBUTE_LENGTH_ERROR)
            user.values[uuid] = value

        return self.device.characteristic(
            uuid, KIND.READ | KIND.WRITE,
            read=lambda connection: self.permitted(connection).values[uuid],
            write=write,
        )

    def write_increment(self, connection, value):
        user = self.permitted(connection)
        if len(value) != 4:
            raise att.ATT_Error(att.ATT_INVALID_ATTRIBUTE_LENGTH_ERROR)
        user.increment = struct.unpack("<I", value)[0]

    async def edit(self, index, height):
        """As the user would, at the scale."""
        user = self.users[index]
        user.values[HEIGHT] = struct.pack("<H", height)
        user.increment = (user.increment + 1) % 2**32
        if index in self.consents.values():
            await self.device.notify_if_subscribed(self.change_increment, struct.pack("<I", user.increment))

    def state(self):
        return {
            "users": {str(index): {"code": user.code, "increment": user.increment, "height": self.height(index)}
                      for index, user in self.users.items()},
            "consented": [index for link, index in self.consents.items() if link in self.device.ended],
        }

    def height(self, index):
        """In centimetres"""
        return struct.unpack("<H", self.users[index].values[HEIGHT])[0]
