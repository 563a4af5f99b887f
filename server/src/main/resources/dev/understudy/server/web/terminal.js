// A terminal that somebody sits at, and one that is seen again. What is shown is told to the service, which sends no more before.
(() => {
  const box = document.querySelector("#terminal");
  if (!box) {
    return;
  }
  // xterm.js writes styles as text, which the policy of these pages refuses. Given to the browser as objects, they are allowed.
  const make = document.createElement.bind(document);
  document.createElement = (name, options) => {
    if (String(name).toLowerCase() !== "style") {
      return make(name, options);
    }
    const sheet = new CSSStyleSheet();
    const stand = make("template");
    Object.defineProperties(stand, {
      textContent: { get: () => "", set: (text) => sheet.replaceSync(text) },
      sheet: { value: sheet },
      remove: {
        value: () => {
          document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
          Element.prototype.remove.call(stand);
        },
      },
    });
    document.adoptedStyleSheets.push(sheet);
    return stand;
  };
  const set = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function (name, value) {
    if (name === "style") {
      this.style.cssText = value;
    } else {
      set.call(this, name, value);
    }
  };

  const state = document.querySelector("#terminal-state");
  const say = (text) => {
    state.textContent = text;
  };
  const screen = new Terminal({
    cursorBlink: true,
    disableStdin: !box.dataset.socket,
    fontFamily: "ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', monospace",
    fontSize: 14,
    // Where the letters of a font are higher than its line, an underscore would lie below the cut.
    lineHeight: 1.25,
    scrollback: 5000,
    theme: box.dataset.live ? { background: "#2b0d10", cursor: "#ff8f96" } : { background: "#14171c" },
  });
  const fit = new FitAddon.FitAddon();
  screen.loadAddon(fit);
  screen.open(box);

  const sit = () => {
    const piece = 32768;
    fit.fit();
    const scheme = location.protocol === "https:" ? "wss://" : "ws://";
    const size = `?columns=${screen.cols}&rows=${screen.rows}`;
    const socket = new WebSocket(scheme + location.host + box.dataset.socket + size);
    socket.binaryType = "arraybuffer";
    const send = (bytes) => {
      for (let from = 0; from < bytes.length && socket.readyState === WebSocket.OPEN; from += piece) {
        socket.send(bytes.slice(from, from + piece));
      }
    };
    const encoder = new TextEncoder();
    screen.onData((data) => send(encoder.encode(data)));
    screen.onBinary((data) => send(Uint8Array.from(data, (one) => one.charCodeAt(0))));
    screen.onResize(({ cols, rows }) => {
      if (socket.readyState === WebSocket.OPEN) {
        socket.send(`size ${cols} ${rows}`);
      }
    });
    new ResizeObserver(() => fit.fit()).observe(box);
    let over = false;
    const end = (text) => {
      over = true;
      screen.options.disableStdin = true;
      screen.options.cursorBlink = false;
      box.dataset.over = "true";
      say(text);
    };
    socket.addEventListener("open", () => {
      say(box.dataset.open);
      screen.focus();
    });
    socket.addEventListener("message", (event) => {
      if (typeof event.data === "string") {
        end(event.data.replace(/^end \S+ /, ""));
      } else {
        const bytes = new Uint8Array(event.data);
        screen.write(bytes, () => {
          if (socket.readyState === WebSocket.OPEN) {
            socket.send(`taken ${bytes.length}`);
          }
        });
      }
    });
    socket.addEventListener("close", () => {
      if (!over) {
        end(box.dataset.lost);
      }
    });
  };

  const replay = async () => {
    const longest = 2;
    const answer = await fetch(box.dataset.recording);
    if (!answer.ok) {
      say(box.dataset.lost);
      return;
    }
    const [head, ...events] = (await answer.text())
      .split("\n")
      .filter((line) => line)
      .map((line) => JSON.parse(line));
    const play = document.querySelector("#terminal-play");
    let next = 0;
    let timer = 0;
    const show = ([, kind, text]) => {
      if (kind === "o") {
        screen.write(text);
      } else if (kind === "r") {
        const [columns, rows] = text.split("x").map(Number);
        screen.resize(columns, rows);
      }
    };
    const begin = () => {
      next = 0;
      screen.reset();
      screen.resize(head.width, head.height);
    };
    const stop = () => {
      clearTimeout(timer);
      timer = 0;
      play.textContent = play.dataset.play;
    };
    const step = () => {
      show(events[next]);
      next += 1;
      if (next === events.length) {
        stop();
        say(box.dataset.open);
        return;
      }
      const wait = Math.min(longest, events[next][0] - events[next - 1][0]);
      timer = setTimeout(step, Math.max(0, wait) * 1000);
    };
    begin();
    play.addEventListener("click", () => {
      if (timer) {
        stop();
      } else if (events.length) {
        if (next === events.length) {
          begin();
        }
        play.textContent = play.dataset.pause;
        timer = setTimeout(step, 0);
      }
    });
    document.querySelector("#terminal-end").addEventListener("click", () => {
      stop();
      while (next < events.length) {
        show(events[next]);
        next += 1;
      }
      say(box.dataset.open);
    });
  };

  if (box.dataset.socket) {
    sit();
  } else {
    replay();
  }
})();
