#!/usr/bin/env python3
"""Servers that take notifications as the real ones do, for tests on loopback."""
import argparse
import datetime
import email
import email.policy
import http.server
import ipaddress
import json
import os
import pathlib
import signal
import ssl
import stat
import threading
import time
import warnings

BODY_MAX = 1024 * 1024
# Without its secret a receiver would take what the real server refuses.
SECRETS = {"webhook": "WEBHOOK_SECRET", "ntfy": "NTFY_TOKEN", "gotify": "GOTIFY_TOKEN"}


def say(value):
    print(json.dumps(value, ensure_ascii=False), flush=True)


class Refused(Exception):
    def __init__(self, status, text):
        super().__init__(text)
        self.status, self.text = status, text


def check(holds, text, status=400):
    if not holds:
        raise Refused(status, text)


def fields(body, /, **kinds):
    """The JSON object of a body, each of whose fields is of its kind."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused(400, "no JSON") from None
    check(isinstance(value, dict), "no JSON object")
    for name, found in value.items():
        check(name in kinds, f"unknown field {name}")
        check(isinstance(found, kinds[name]) and not (kinds[name] is int and isinstance(found, bool)), f"{name} is of the wrong type")
    return value


def ntfy(path, headers, body):
    check(path == "/", "JSON is published to the root", 404)
    check(headers.get("Authorization") == f"Bearer {os.environ['NTFY_TOKEN']}", "unauthorized", 401)
    check(len(body) <= 8192, "entity too large", 413)
    value = fields(
        body, topic=str, message=str, title=str, tags=list, priority=int, click=str, icon=str, actions=list, attach=str, filename=str,
        markdown=bool, email=str, call=str, delay=str, sequence_id=str)
    check(1 <= len(value.get("topic", "")) <= 64 and all(c.isascii() and (c.isalnum() or c in "-_") for c in value["topic"]), "topic invalid")
    check(1 <= value.get("priority", 3) <= 5, "priority invalid")
    check(len(value.get("message", "").encode()) <= 4096, "message too large", 413)
    check(all(isinstance(tag, str) for tag in value.get("tags", [])), "tags invalid")
    check(len(value.get("actions", [])) <= 3, "actions invalid; at most 3")
    for action in value.get("actions", []):
        check(isinstance(action, dict), "an action is an object")
        check(action.get("action") in ("view", "broadcast", "http", "copy"), "action unknown")
        check(action.get("label") and (action["action"] not in ("view", "http") or action.get("url")), "label or url missing")
        known = {"action", "label", "url", "method", "headers", "body", "clear", "intent", "extras", "value"}
        check(set(action) <= known, f"unknown {set(action) - known}")
        check(isinstance(action.get("clear", False), bool), "clear is of the wrong type")
        bodiless = action["action"] == "http" and action.get("method") in ("GET", "HEAD")
        check(not (bodiless and action.get("body")), "body cannot be set if method is GET or HEAD")
    say(value)
    return {"id": "hwQ2YpKdmg", "time": int(time.time()), "event": "message", **value}


def gotify(path, headers, body):
    check(path == "/message", "not found", 404)
    check(headers.get("X-Gotify-Key") == os.environ["GOTIFY_TOKEN"], "you need to provide a valid access token", 401)
    check(headers.get_content_type() == "application/json", "extras want application/json")
    value = fields(body, title=str, message=str, priority=int, extras=dict)
    check(value.get("message"), "message is required")
    check(0 <= value.get("priority", 0) <= 10, "priority out of range")
    for name, extra in value.get("extras", {}).items():
        check(name.count("::") >= 1 and isinstance(extra, dict), "an extra is namespace::action with an object")
    say(value)
    return {"id": 1, "appid": 1, "date": datetime.datetime.now(datetime.timezone.utc).isoformat(), **value}


def apprise(path, headers, body):
    check(path.startswith("/notify/") and path.rstrip("/").count("/") == 2, "not found", 404)
    value = fields(body, body=str, title=str, type=str, tag=str, format=str)
    check(value.get("body"), "body is required")
    check(value.get("type", "info") in ("info", "success", "warning", "failure"), "type unknown")
    check(value.get("format", "text") in ("text", "markdown", "html"), "format unknown")
    say(value)
    return {}


def webhook(path, headers, body):
    from standardwebhooks.webhooks import Webhook, WebhookVerificationError
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused(400, "no JSON") from None
    told = {"id": headers.get("webhook-id"), "timestamp": headers.get("webhook-timestamp"), "body": content, "valid": True}
    try:
        # The test's clock may be another one, so the age of the timestamp is not checked.
        verifier = Webhook(os.environ["WEBHOOK_SECRET"])
        stamp = datetime.datetime.fromtimestamp(int(told["timestamp"]), datetime.timezone.utc)
        expected = verifier.sign(msg_id=told["id"], timestamp=stamp, data=body.decode())
        if expected not in headers.get("webhook-signature", "").split(" "):
            raise WebhookVerificationError("no matching signature")
    except (WebhookVerificationError, ValueError, TypeError) as error:
        told["valid"] = False
        say(told)
        raise Refused(401, str(error)) from None
    say(told)
    return {}


def serve_http(kind, port, fail_first):
    remaining = [fail_first]
    counting = threading.Lock()

    def fails():
        with counting:
            remaining[0] -= 1
            return remaining[0] >= 0

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            text = self.headers.get("Content-Length", "0")
            status, answer = 200, {}
            if not (text.isascii() and text.isdigit()):
                self.close_connection = True
                status, answer = 400, {"error": "length invalid"}
            elif (length := int(text)) > BODY_MAX:
                self.close_connection = True
                status, answer = 413, {"error": "too large"}
            else:
                body = self.rfile.read(length)
                try:
                    if fails():
                        say({"id": self.headers.get("webhook-id"), "failed": True})
                        raise Refused(503, "not now")
                    answer = kind(self.path, self.headers, body)
                except Refused as refused:
                    status, answer = refused.status, {"error": refused.text}
            text = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
    say({"port": server.server_address[1]})
    threading.Thread(target=server.serve_forever, daemon=True).start()


def certificates(folder):
    """A certificate of localhost, and the authority that signed it in ca.pem."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    now = datetime.datetime.now(datetime.timezone.utc)

    def certificate(name, key, issuer, signer, is_authority):
        builder = x509.CertificateBuilder().subject_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])).issuer_name(
            x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, issuer)])).public_key(key.public_key()).serial_number(
            x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(
            now + datetime.timedelta(days=30)).add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True).add_extension(
            x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False).add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False).add_extension(
            x509.KeyUsage(not is_authority, False, False, False, False, is_authority, False, False, False), critical=True)
        if not is_authority:
            names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
            builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
        return builder.sign(signer, hashes.SHA256())

    authority_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    authority = certificate("VitalFlow tests", authority_key, "VitalFlow tests", authority_key, True)
    own = certificate("localhost", key, "VitalFlow tests", authority_key, False)
    pem = serialization.Encoding.PEM
    (folder / "ca.pem").write_bytes(authority.public_bytes(pem))
    (folder / "smtp.pem").write_bytes(own.public_bytes(pem) + key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "smtp.pem")
    return context


def serve_smtp(port, fail_first, folder):
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import AuthResult, LoginPassword
    remaining = [fail_first]

    def authenticate(server, session, envelope, mechanism, data):
        good = isinstance(data, LoginPassword) and (data.login, data.password) == (b"vitalflow", b"correct horse battery")
        # Not handled: aiosmtpd answers 535 itself; otherwise nobody would.
        return AuthResult(success=good, handled=False)

    class Handler:
        async def handle_DATA(self, server, session, envelope):
            if remaining[0] > 0:
                remaining[0] -= 1
                say({"failed": True})
                return "451 not now"
            message = email.message_from_bytes(envelope.content, policy=email.policy.default)
            text = message.get_body(("plain",))
            say({
                "from": envelope.mail_from, "to": envelope.rcpt_tos, "subject": message["Subject"],
                "headers": {name: str(value) for name, value in message.items()}, "text": text.get_content() if text else "",
                "defects": [str(defect) for part in message.walk() for defect in part.defects]})
            return "250 taken"

    controller = Controller(
        Handler(), hostname="127.0.0.1", port=port, server_hostname="localhost", tls_context=certificates(folder), require_starttls=True,
        auth_required=True, authenticator=authenticate, data_size_limit=BODY_MAX)
    # aiosmtpd tries its port before it answers, which only works with one that is known.
    if port == 0:
        import socket
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            controller.port = free.getsockname()[1]
    controller.start()
    say({"port": controller.port})


def end_with_input(ended):
    """A pipe that closes tells that the parent is gone; any other input, such as /dev/null, tells nothing."""
    try:
        is_pipe = stat.S_ISFIFO(os.fstat(0).st_mode)
    except OSError:
        return

    def read():
        while os.read(0, 4096):
            pass
        ended.set()

    if is_pipe:
        threading.Thread(target=read, daemon=True).start()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    kinds = {"webhook": webhook, "ntfy": ntfy, "gotify": gotify, "apprise": apprise}
    parser.add_argument("kind", choices=[*kinds, "smtp"])
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--fail-first", type=int, default=0)
    parser.add_argument("--folder", type=pathlib.Path, default=pathlib.Path("."))
    arguments = parser.parse_args()
    secret = SECRETS.get(arguments.kind)
    if secret and not os.environ.get(secret):
        parser.error(f"{arguments.kind} needs {secret} in the environment")
    warnings.simplefilter("ignore")
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    end_with_input(ended)
    if arguments.kind == "smtp":
        serve_smtp(arguments.port, arguments.fail_first, arguments.folder)
    else:
        serve_http(kinds[arguments.kind], arguments.port, arguments.fail_first)
    ended.wait()


if __name__ == "__main__":
    main()
