"""The Record Access Control Point, as devices have it that store what they measured."""
import asyncio
import dataclasses
import struct

from bumble import att

from health.device import ANSWER_SECONDS, IMPROPERLY_CONFIGURED, IN_PROGRESS, natural

REPORT, DELETE, ABORT, REPORT_NUMBER, NUMBER, RESPONSE = 1, 2, 3, 4, 5, 6
NO_OPERATOR, ALL, AT_MOST, AT_LEAST, WITHIN, FIRST, LAST = range(7)

SUCCESS = 1
OP_CODE_NOT_SUPPORTED = 2
INVALID_OPERATOR = 3
OPERATOR_NOT_SUPPORTED = 4
INVALID_OPERAND = 5
NO_RECORDS_FOUND = 6
NOT_COMPLETED = 8
OPERAND_NOT_SUPPORTED = 9

NUMBERED = 1  # the filter type: by sequence number, or a glucose sensor's minutes

RECORDS_MAX = 1000
RECORD_SECONDS = 0.02  # from one record to the next


class Refused(Exception):
    """The response code that the request gets."""


@dataclasses.dataclass
class Record:
    number: int
    value: bytes


class RecordAccess:
    """`records` have a `number`, in ascending order. `pack(records)` gives what is reported one by one: the records
    unless told; `report(connection, one)` hands that over and says whether it could. `reported_by` is what that needs a
    subscription to, with its bit of the configuration."""

    def __init__(self, device, records, report, reported_by, operators, *, can_delete=False, pack=iter):
        self.device, self.records, self.report, self.reported_by = device, records, report, reported_by
        self.operators, self.can_delete, self.pack = operators, can_delete, pack
        self.running = None
        self.aborting = False
        self.interruption = None  # of the next report: what, and after how many records
        self.point = device.control_point(0x2A52, self.on_request)

    # --- Requests

    def on_request(self, connection, request):
        busy = self.running is not None and not self.running.done()
        if busy and (self.aborting or request[:1] != bytes([ABORT])):
            raise att.ATT_Error(IN_PROGRESS)
        if request[:1] == bytes([REPORT]) and not self.device.subscribed(connection, *self.reported_by):
            raise att.ATT_Error(IMPROPERLY_CONFIGURED)
        self.running = asyncio.create_task(self.answer(connection, request, self.running if busy else None))

    async def answer(self, connection, request, aborted):
        await asyncio.sleep(ANSWER_SECONDS)
        try:
            if request[:1] == bytes([ABORT]) and request[1:] == bytes([NO_OPERATOR]) and aborted:
                self.aborting = True
                await aborted
            response = await self.carry_out(connection, request)
        except Refused as refused:
            response = self.response(request, refused.args[0])
        finally:
            if aborted:
                self.aborting = False
        if response:
            await self.device.indicate(connection, self.point, response)

    @staticmethod
    def response(request, code):
        return bytes([RESPONSE, NO_OPERATOR, request[0] if request else 0, code])

    async def carry_out(self, connection, request):
        """The response; None if there is none to give, since the link has ended or the request was aborted."""
        if len(request) < 2:
            raise Refused(INVALID_OPERAND if request else OP_CODE_NOT_SUPPORTED)
        op_code = request[0]
        if op_code == ABORT:
            if request[1] != NO_OPERATOR:
                raise Refused(INVALID_OPERATOR)
            return self.response(request, SUCCESS)
        if op_code not in (REPORT, REPORT_NUMBER) and not (op_code == DELETE and self.can_delete):
            raise Refused(OP_CODE_NOT_SUPPORTED)
        chosen = self.choose(request[1], request[2:])
        if op_code == REPORT_NUMBER:
            return struct.pack("<BBH", NUMBER, NO_OPERATOR, len(chosen))
        if not chosen:
            raise Refused(NO_RECORDS_FOUND)
        if op_code == DELETE:
            self.records[:] = [record for record in self.records if record not in chosen]
            return self.response(request, SUCCESS)
        return await self.report_all(connection, request, chosen)

    def choose(self, operator, operand):
        if operator == NO_OPERATOR or operator > LAST:
            raise Refused(INVALID_OPERATOR)
        if operator not in self.operators:
            raise Refused(OPERATOR_NOT_SUPPORTED)
        if operator in (ALL, FIRST, LAST):
            if operand:
                raise Refused(INVALID_OPERAND)
            return {ALL: self.records[:], FIRST: self.records[:1], LAST: self.records[-1:]}[operator]
        if operand[:1] and operand[0] != NUMBERED:
            raise Refused(OPERAND_NOT_SUPPORTED)
        if len(operand) != (5 if operator == WITHIN else 3):
            raise Refused(INVALID_OPERAND)
        bounds = struct.unpack(f"<{len(operand) // 2}H", operand[1:])
        low, high = {AT_MOST: (0, bounds[0]), AT_LEAST: (bounds[0], 0xFFFF), WITHIN: bounds}[operator]
        if low > high:
            raise Refused(INVALID_OPERAND)
        return [record for record in self.records if low <= record.number <= high]

    # --- Reporting

    async def report_all(self, connection, request, chosen):
        reported = 0
        for one in self.pack(chosen):
            await self.pause(connection, reported)
            if self.aborting or not await self.report(connection, one):
                return None
            reported += 1
            await asyncio.sleep(RECORD_SECONDS)
        await self.pause(connection, reported)
        return None if self.aborting else self.response(request, SUCCESS)

    async def pause(self, connection, reported):
        """Between two of what is reported: what was asked for at this one."""
        if self.interruption is None or self.interruption[1] != reported:
            return
        match self.interruption:
            case ["drop", _]:
                self.interruption = None
                await self.device.time_out(connection)
            case ["hold", _] as hold:
                while self.interruption is hold and not self.aborting and connection in self.device.ended:
                    await asyncio.sleep(RECORD_SECONDS)
                if self.interruption is hold:
                    self.interruption = None
            case ["fail", _]:
                self.interruption = None
                raise Refused(NOT_COMPLETED)

    # --- Records

    def next_number(self):
        return self.records[-1].number % 0xFFFF + 1 if self.records else 1

    def add(self, record):
        """The oldest goes when there are too many."""
        self.records.append(record)
        del self.records[:-RECORDS_MAX]

    # --- Commands

    def interrupt(self, command, count):
        self.interruption = None if count == "off" else (command, natural(count))

    def state(self):
        return {
            "records": len(self.records),
            "interruption": " ".join(map(str, self.interruption)) if self.interruption else None,
            "reporting": self.running is not None and not self.running.done(),
        }
