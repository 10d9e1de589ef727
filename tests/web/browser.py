"""A real headless Chromium, driven over the WebDriver protocol with nothing but the standard library.

W3C WebDriver: https://www.w3.org/TR/webdriver2/ - the few commands that the tests need.
"""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
TAB, ENTER, ESCAPE = "\ue004", "\ue007", "\ue00c"

ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--lang=ru",
    "--force-prefers-reduced-motion",
)


def missing() -> str | None:
    """Why no browser can be driven here, None when one can."""
    absent = [name for name in ("chromium", "chromedriver") if not shutil.which(name)]
    return f"нет программ: {', '.join(absent)} (make tools)" if absent else None


class WebDriverError(Exception):
    """The browser refused a command."""


class Browser:
    """One browser window; close it with :meth:`quit`."""

    def __init__(self, width: int = 1280, height: int = 900, dark: bool = False) -> None:
        self._driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, text=True)
        assert self._driver.stdout
        line = next(line for line in self._driver.stdout if "started successfully on port" in line)
        port = line.rstrip(".\n").rsplit(" ", 1)[1]
        self._root = f"http://127.0.0.1:{port}"
        arguments = [*ARGUMENTS, f"--window-size={width},{height}"]
        if dark:
            arguments.append("--blink-settings=preferredColorScheme=0")
        options = {"binary": shutil.which("chromium"), "args": arguments}
        wanted = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}
        try:
            self._root += f"/session/{self._session(wanted)}"
        except BaseException:
            self._end()
            raise
        if width < 1000:  # Chromium makes no window so narrow: a small screen is emulated
            size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
            self.command("Emulation.setDeviceMetricsOverride", size)

    def quit(self) -> None:
        """Close the window and the driver."""
        try:
            self._call("DELETE", "")
        finally:
            self._end()

    def _session(self, wanted: dict[str, Any], tries: int = 3) -> str:
        """A new window's session; on a busy machine Chromium may not come up in the time that its driver gives it."""
        try:
            return str(self._call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})["sessionId"])
        except WebDriverError:
            if tries == 1:
                raise
            return self._session(wanted, tries - 1)

    def _end(self) -> None:
        self._driver.terminate()
        self._driver.wait(10)
        if self._driver.stdout:
            self._driver.stdout.close()

    def open(self, address: str) -> None:
        """Load a page and wait until it is there."""
        self._call("POST", "/url", {"url": address})

    @property
    def address(self) -> str:
        """The page's address, with what follows «#»."""
        return str(self._call("GET", "/url"))

    def run(self, script: str, *arguments: Any) -> Any:
        """The value that a script returns; a promise is waited for."""
        return self._call("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def click(self, selector: str) -> None:
        """Click the first element of the selector, and wait for the page that it may lead to."""
        self._call("POST", f"/element/{self._find(selector)}/click", {})

    def type(self, selector: str, text: str) -> None:
        """Type into an element."""
        self._call("POST", f"/element/{self._find(selector)}/value", {"text": text})

    def press(self, keys: str) -> None:
        """Press keys one by one, wherever the focus is."""
        strokes = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._call("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": strokes}]})

    def text(self, selector: str) -> str:
        """Visible text of the first element of the selector."""
        return str(self._call("GET", f"/element/{self._find(selector)}/text"))

    def screenshot(self, path: Path) -> None:
        """Write what the window shows as PNG."""
        path.write_bytes(base64.b64decode(self._call("GET", "/screenshot")))

    def console(self) -> list[str]:
        """Errors and warnings of the console since the last call."""
        entries = self._call("POST", "/se/log", {"type": "browser"})
        return [entry["message"] for entry in entries if entry["level"] in ("SEVERE", "WARNING")]

    def requested(self) -> list[str]:
        """Addresses requested since the last call."""
        entries = self._call("POST", "/se/log", {"type": "performance"})
        events = [json.loads(entry["message"])["message"] for entry in entries]
        return [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]

    def command(self, name: str, parameters: dict[str, Any]) -> Any:
        """A command of the DevTools protocol."""
        return self._call("POST", "/goog/cdp/execute", {"cmd": name, "params": parameters})

    def wait(self, condition: Callable[[], object], seconds: float = 10.0) -> None:
        """Wait until the condition holds.

        Raises:
            TimeoutError: it does not.
        """
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError(self.address)
            time.sleep(0.05)

    def _find(self, selector: str) -> str:
        return str(self._call("POST", "/element", {"using": "css selector", "value": selector})[_ELEMENT])

    def _call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        data = json.dumps(body).encode() if body is not None else None
        request = Request(self._root + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except HTTPError as error:
            with error:
                message = json.load(error)["value"]["message"]
            raise WebDriverError(message) from None
