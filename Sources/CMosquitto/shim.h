// libmosquitto, and the property identifiers of MQTT 5.
#include <mosquitto.h>
#include <mqtt_protocol.h>
