// Times by the reader's own clock, a page that is shown anew when its run has ended, a log as it grows. All else works without.
(() => {
  const form = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  const tell = (root) => {
    for (const time of root.querySelectorAll("time[datetime]")) {
      time.title = time.dateTime;
      time.textContent = form.format(new Date(time.dateTime));
    }
  };
  tell(document);
  document.addEventListener("htmx:afterSettle", (event) => tell(event.target));
  document.addEventListener("htmx:sseClose", (event) => {
    if (event.detail.type === "message") {
      location.reload();
    }
  });
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
