// Times by the reader's own clock, a page that is shown anew when its run has ended, a log as it grows. All else works without.
(() => {
  const clock = (timeZone) => {
    const style = { dateStyle: "medium", timeStyle: "short" };
    try {
      return new Intl.DateTimeFormat(document.documentElement.lang, { ...style, timeZone });
    } catch {
      // A zone that the browser does not know: its times stay as the page came with them.
      return null;
    }
  };
  const own = clock(undefined);
  // The calendar comes by the reader's clock, too.
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = "zone=" + own.resolvedOptions().timeZone + "; path=/; max-age=31536000; samesite=lax" + secure;
  // A page whose picture is by the clock of a zone tells all its times by that.
  const fixed = document.querySelector("[data-zone]");
  const by = fixed ? clock(fixed.dataset.zone) : own;
  const tell = (root) => {
    for (const time of root.querySelectorAll("time[datetime]")) {
      time.title = time.dateTime;
      time.textContent = by ? by.format(new Date(time.dateTime)) : time.textContent;
    }
    for (const range of root.querySelectorAll(".range")) {
      const [from, until] = [...range.querySelectorAll("time")].map((time) => new Date(time.dateTime));
      if (from && until && by) {
        range.title = from.toISOString() + " – " + until.toISOString();
        range.textContent = by.formatRange(from, until);
      }
    }
    for (const note of root.querySelectorAll("[data-clock]")) {
      note.hidden = Boolean(fixed) || !document.querySelector("main time");
      note.querySelector("span").textContent = own.resolvedOptions().timeZone;
    }
  };
  tell(document);
  document.addEventListener("htmx:afterSettle", (event) => tell(event.target));
  document.addEventListener("htmx:sseClose", (event) => {
    if (event.detail.type === "message") {
      location.reload();
    }
  });
  // A release is dragged to an hour, or an hour is clicked: the form is filled in, and sent by its own button.
  const map = document.querySelector("#map");
  const planner = document.querySelector("#plan-form");
  if (map && planner) {
    let dragged = "";
    map.addEventListener("pointerdown", (event) => {
      dragged = event.target.dataset.release || "";
      event.preventDefault();
    });
    document.addEventListener("pointerup", (event) => {
      const row = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-day]");
      const line = row?.querySelector(".row").getBoundingClientRect();
      if (line && event.clientX >= line.left) {
        const hour = Math.min(23, Math.floor((24 * (event.clientX - line.left)) / line.width));
        planner.elements.at.value = row.dataset.day + "T" + String(hour).padStart(2, "0") + ":00";
        if (dragged) {
          planner.elements.release.value = dragged;
        }
        planner.elements.at.focus();
      }
      dragged = "";
    });
  }
  for (const log of document.querySelectorAll("[data-tail]")) {
    const source = new EventSource(log.dataset.tail);
    source.addEventListener("open", () => log.replaceChildren());
    source.addEventListener("line", (event) => {
      const below = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
      log.append(event.data.slice(0, 5000) + "\n");
      while (log.childNodes.length > 2000) {
        log.firstChild.remove();
      }
      if (below) {
        log.scrollTop = log.scrollHeight;
      }
    });
  }
})();
