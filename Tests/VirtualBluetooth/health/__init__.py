"""Health devices: what `--device` may name."""
from health.archive_cuff import ArchiveCuff
from health.bthome import BTHome
from health.cgm import Cgm
from health.cuff import Cuff
from health.meter import Meter
from health.miscale import MiScale
from health.oximeter import Oximeter
from health.polar import Polar
from health.ring import Ring
from health.scale import Scale
from health.thermometer import Thermometer

KINDS = {kind.kind: kind for kind in (
    Cuff, Meter, Oximeter, Thermometer, Scale, Polar, ArchiveCuff, Cgm, Ring, BTHome, MiScale
)}
