"""Health devices: what `--device` may name."""
from health.cuff import Cuff
from health.meter import Meter
from health.oximeter import Oximeter
from health.polar import Polar
from health.scale import Scale
from health.thermometer import Thermometer

KINDS = {kind.kind: kind for kind in (Cuff, Meter, Oximeter, Thermometer, Scale, Polar)}
