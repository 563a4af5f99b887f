// Times by the reader's own clock, and a page that is shown anew when its run has ended. All else works without.
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
})();
