"""A control point that carries out one request at a time, and indicates a response to each."""
import asyncio

from bumble import att

from health.device import ANSWER_SECONDS, IN_PROGRESS
from peripheral import KIND


def nothing():
    """What follows most responses."""


class ControlPoint:
    """`answer(connection, op_code, operand)` gives the response, and what follows once that is confirmed;
    `unwrap(written)` the request, or it raises att.ATT_Error."""

    def __init__(self, device, uuid, answer, *, unwrap=bytes, properties=KIND(0), read=None):
        self.device, self.answer, self.unwrap = device, answer, unwrap
        self.running = None
        self.characteristic = device.control_point(uuid, self.on_request, properties, read)

    def on_request(self, connection, request):
        request = self.unwrap(request)
        if self.running is not None and not self.running.done():
            raise att.ATT_Error(IN_PROGRESS)
        self.running = asyncio.create_task(self.carry_out(connection, request))

    async def carry_out(self, connection, request):
        await asyncio.sleep(ANSWER_SECONDS)
        response, then = await self.answer(connection, request[0] if request else 0, request[1:])
        if await self.device.indicate(connection, self.characteristic, response):
            then()
