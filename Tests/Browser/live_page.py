#!/usr/bin/env python3
"""Looks at the collector's live page as a person would: in a browser, served by a running collector that has live data.

    live_page.py URL [--screenshot-dir DIR] [--expect-alarm irregular_rhythm] [--timeout S]

Prints "ok ..." for each check; at the first that fails prints "not ok ..." with what was seen and exits with 1. It needs
Debian's packages chromium and chromium-driver, and the Python packages of requirements.txt. Every wait polls and has a deadline.
"""

import argparse
import base64
import json
import os
import pathlib
import shutil
import sys
import time
from urllib.parse import urlsplit

try:
    from selenium import webdriver
    from selenium.common.exceptions import WebDriverException
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service
except ModuleNotFoundError:
    sys.exit("not ok browser: selenium is not installed (pip install -r requirements.txt, beside this file)")

POLL_INTERVAL_S = 0.1
DESKTOP = (1280, 900)
PHONE = (360, 740)

FIRST_RATE = """
  const value = document.querySelector('[data-field="heart-rate"]');
  return value && /^[0-9]+$/.test(value.textContent) ? value.textContent : null;
"""
ALL_RATES = """
  return [...document.querySelectorAll('[data-field="heart-rate"]')].map((value) => value.textContent).join(" ");
"""
# Pixels of the line's own colour, so that neither axes nor watermark pass for a trace.
TRACE = """
  const traces = [...document.querySelectorAll(".trace")].filter((trace) => Number(trace.dataset.points) >= 2);
  const wanted = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  wanted.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--trace").trim();
  wanted.fillRect(0, 0, 1, 1);
  const [r, g, b] = wanted.getImageData(0, 0, 1, 1).data;
  for (const trace of traces) {
    const canvas = trace.querySelector("canvas");
    if (!canvas) continue;
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let pixels = 0;
    for (let i = 0; i < data.length; i += 4) {
      if (data[i + 3] > 200 && Math.abs(data[i] - r) + Math.abs(data[i + 1] - g) + Math.abs(data[i + 2] - b) < 24) pixels += 1;
    }
    if (pixels > 10) return `${trace.dataset.points} points`;
  }
  return null;
"""
GATEWAY = """
  const gateway = document.querySelector('[data-gateway][data-online="true"]');
  return gateway && gateway.checkVisibility() && gateway.innerText.includes("Online") ? gateway.dataset.gateway : null;
"""
ALARM = """
  const alarm = document.querySelector(`[data-condition="${CSS.escape(arguments[0])}"][data-state="on"]`);
  return alarm && alarm.checkVisibility() ? alarm.querySelector(".alarm-text").textContent : null;
"""
ANNOUNCED = """
  return window.announced.find((text) => text.includes(arguments[0])) ?? null;
"""
# Every card of a person wears the badge, and it has a size.
SIMULATED = """
  const cards = [...document.querySelectorAll("[data-person]")];
  const worn = cards.filter((card) => [...card.querySelectorAll(".badge-simulated")]
    .some((badge) => badge.checkVisibility() && badge.getBoundingClientRect().height > 8 && badge.textContent === "SIMULATED"));
  return cards.length > 0 && worn.length === cards.length ? `on ${worn.length} of ${cards.length}` : null;
"""
WIDER_THAN_SCREEN = """
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return "";
  const wide = [...document.querySelectorAll("body *")].find((node) => node.getBoundingClientRect().right > width + 0.5);
  return `page ${document.documentElement.scrollWidth} px wide` + (wide ? `, at <${wide.tagName.toLowerCase()} class="${wide.className}">` : "");
"""
NOT_A_DEVICE = "return document.querySelector('footer').innerText.includes('VitalFlow is not a medical device.')"

# Runs before the page's own scripts. It keeps what the live regions said, since they fall silent again, and can pull the plug of
# the event stream: the browser's own "offline" leaves a running response alone.
WATCH = """
  window.announced = [];
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      if (target.id === "say" || target.id === "say-now") for (const node of addedNodes) window.announced.push(node.textContent);
    }
  }).observe(document, { subtree: true, childList: true });

  const real = window.fetch;
  const plug = window.plug = { pulled: false, cables: new Set() };
  plug.pull = () => { plug.pulled = true; plug.cables.forEach((cable) => cable.abort(new TypeError("network error"))); };
  plug.push = () => { plug.pulled = false; };
  window.fetch = (url, options = {}) => {
    if (!String(url).endsWith("/v1/live")) return real(url, options);
    if (plug.pulled) return Promise.reject(new TypeError("network error"));
    const cable = new AbortController();
    plug.cables.add(cable);
    return real(url, { ...options, signal: AbortSignal.any([cable.signal, options.signal].filter(Boolean)) });
  };
"""


class Failed(Exception):
    """One line that names what did not hold."""


def eventually(what, timeout_s, probe, seen=lambda: ""):
    """Polls until `probe` returns something true; returns that."""
    deadline = time.monotonic() + timeout_s
    while True:
        result = probe()
        if result:
            return result
        if time.monotonic() > deadline:
            raise Failed(f"{what}: not within {timeout_s:g} s{seen()}")
        time.sleep(POLL_INTERVAL_S)


def ok(what, detail=""):
    print(f"ok {what}" + (f": {detail}" if detail else ""), flush=True)


def start_browser():
    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not browser or not driver:
        raise Failed("browser: chromium and chromedriver are not installed (Debian packages chromium, chromium-driver)")
    options = Options()
    options.binary_location = browser
    options.add_argument("--headless=new")
    options.add_argument("--disable-dev-shm-usage")
    options.add_argument("--disable-background-networking")
    options.add_argument("--lang=en-GB")
    if os.geteuid() == 0:
        # Chromium's sandbox refuses to run as root.
        options.add_argument("--no-sandbox")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options=options, service=Service(driver))


class Page:
    def __init__(self, driver, url, timeout_s, screenshots):
        self.driver = driver
        self.url = url
        self.timeout_s = timeout_s
        self.screenshots = screenshots
        self.console = []
        self.requests = []

    def ask(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def wait(self, what, probe):
        return eventually(what, self.timeout_s, probe, self.seen)

    def seen(self):
        """What the page said when the wait ended, in one line."""
        text = " ".join(self.ask("return ['.top', 'main'].map((part) => document.querySelector(part)?.innerText).join(' ')").split())
        return f'; the page reads "{text[:300]}"'

    def screen(self, size, scheme):
        width, height = size
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": width, "height": height, "deviceScaleFactor": 2, "mobile": False})
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})

    def screenshot(self, name):
        if not self.screenshots:
            return
        # The next drawing has happened when two frames have passed.
        self.driver.execute_async_script("const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))")
        size = self.ask("return [innerWidth, document.documentElement.scrollHeight]")
        image = self.driver.execute_cdp_cmd("Page.captureScreenshot", {
            "format": "png", "captureBeyondViewport": True, "clip": {"x": 0, "y": 0, "width": size[0], "height": size[1], "scale": 1}})
        (self.screenshots / f"{name}.png").write_bytes(base64.b64decode(image["data"]))

    def collect_logs(self):
        self.console += [entry for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"]
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                self.requests.append(message["params"]["request"]["url"])


def check_values(page):
    rate = page.wait("heart rate shown", lambda: page.ask(FIRST_RATE))
    ok("heart rate shown", f"{rate} /min")
    first = page.ask(ALL_RATES)
    changed = page.wait("heart rate changes", lambda: (now := page.ask(ALL_RATES)) != first and now)
    ok("heart rate changes", f"{first} then {changed}")
    ok("trace has points", page.wait("trace has points", lambda: page.ask(TRACE)))
    ok("gateway online", page.wait("gateway online", lambda: page.ask(GATEWAY)))
    ok("SIMULATED badge", page.wait("SIMULATED badge on every person", lambda: page.ask(SIMULATED)))
    if not page.ask(NOT_A_DEVICE):
        raise Failed('footer: "VitalFlow is not a medical device." is missing')
    ok("footer")


def check_alarm(page, condition):
    text = page.wait(f"alarm {condition}", lambda: page.ask(ALARM, condition))
    ok(f"alarm {condition}", text)
    ok("alarm announced to screen readers", page.wait("alarm announced to screen readers", lambda: page.ask(ANNOUNCED, " priority alarm, ")))


def check_screens(page):
    backgrounds = {}
    for scheme in ("light", "dark"):
        for name, size in (("desktop", DESKTOP), ("phone", PHONE)):
            page.screen(size, scheme)
            page.wait(f"{name} {scheme}", lambda: page.ask("return innerWidth") == size[0] and page.ask(FIRST_RATE) and page.ask(TRACE))
            page.screenshot(f"{name}-{scheme}")
            if wide := page.ask(WIDER_THAN_SCREEN):
                raise Failed(f"no horizontal scroll at {size[0]} px, {scheme}: {wide}")
            ok(f"no horizontal scroll at {size[0]} px, {scheme}")
        backgrounds[scheme] = page.ask("return getComputedStyle(document.body).backgroundColor")
    if backgrounds["light"] == backgrounds["dark"]:
        raise Failed(f"light and dark: both have the background {backgrounds['light']}")
    ok("light and dark")


def check_logs(page):
    page.collect_logs()
    if page.console:
        raise Failed(f"no console errors: {page.console[0]['message']}" + (f" and {len(page.console) - 1} more" if len(page.console) > 1 else ""))
    ok("no console errors")
    own = urlsplit(page.url).netloc
    foreign = [url for url in page.requests if urlsplit(url).scheme in ("http", "https", "ws", "wss") and urlsplit(url).netloc != own]
    if foreign:
        raise Failed(f"no external requests: {foreign[0]}")
    if not page.requests:
        raise Failed("no external requests: no request was seen at all")
    ok("no external requests", f"{len(page.requests)} requests, all to {own}")


def check_reconnect(page):
    page.screen(PHONE, "light")
    page.ask("plug.pull()")
    lost = page.wait("lost connection is shown", lambda: page.ask("const lost = document.getElementById('lost'); return lost.checkVisibility() && lost.innerText.includes('last update') ? lost.innerText : null"))
    page.wait("values are shown as stale", lambda: page.ask("return document.querySelectorAll('[data-person][data-state=\"fresh\"]').length === 0"))
    page.screenshot("phone-light-lost")
    ok("lost connection is shown", lost)
    page.ask("plug.push()")
    page.wait("reconnects by itself", lambda: page.ask("return document.body.dataset.stream === 'live' && document.querySelector('[data-person][data-state=\"fresh\"]') !== null"))
    ok("reconnects by itself")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("url", metavar="URL", help="where the collector serves its page")
    parser.add_argument("--screenshot-dir", type=pathlib.Path, help="keep pictures here")
    parser.add_argument("--expect-alarm", metavar="CONDITION", help="an alarm of this condition must become active")
    parser.add_argument("--timeout", type=float, default=30, metavar="S", help="for each wait, in seconds (default 30)")
    arguments = parser.parse_args()
    if arguments.screenshot_dir:
        arguments.screenshot_dir.mkdir(parents=True, exist_ok=True)
    driver = None
    page = None
    try:
        driver = start_browser()
        page = Page(driver, arguments.url, arguments.timeout, arguments.screenshot_dir)
        driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
        page.screen(DESKTOP, "light")
        try:
            driver.get(arguments.url)
        except WebDriverException as failure:
            raise Failed(f"page opens: {arguments.url}: {(failure.msg or 'no answer').splitlines()[0]}") from failure
        if "VitalFlow" not in driver.title:
            raise Failed(f'page opens: {arguments.url} has the title "{driver.title}"')
        ok("page opens", driver.title)
        check_values(page)
        if arguments.expect_alarm:
            check_alarm(page, arguments.expect_alarm)
        check_screens(page)
        check_reconnect(page)
        check_logs(page)
    except (Failed, WebDriverException) as failure:
        line = str(failure) if isinstance(failure, Failed) else f"browser: {(failure.msg or type(failure).__name__).splitlines()[0]}"
        print(f"not ok {line}", flush=True)
        if page and isinstance(failure, Failed):
            page.screenshot("failed")
        return 1
    finally:
        if driver:
            driver.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
