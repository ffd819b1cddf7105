/* The parts of the page, and what can be pressed there.
 *
 * An element with `data-do` is done here (LOCAL), or handed to Python as an event of that name with
 * its other data. Words of articles and answers reach the page as text nodes alone.
 */
"use strict";
(() => {
  const VIEWS = ["ask", "corpus", "add"];
  const root = document.documentElement;

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  /** What this browser is known by: a random name that nobody else has. */
  function owner() {
    try {
      const known = localStorage.getItem("newsdesk");
      if (known) return known;
      const bytes = crypto.getRandomValues(new Uint8Array(16));
      const made = Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
      localStorage.setItem("newsdesk", made);
      return made;
    } catch {
      return ""; // a browser that keeps nothing: conversations are not listed
    }
  }

  // ---- to Python, once Gradio listens

  const waiting = [];
  function send(what, data = {}) {
    if (!("connected" in root.dataset)) {
      waiting.push([what, data]);
      return;
    }
    document.dispatchEvent(new CustomEvent("newsdesk", { detail: { ...data, do: what } }));
  }
  function connected() {
    send("hello", { owner: owner() });
    for (const [what, data] of waiting.splice(0)) send(what, data);
  }
  // Either may come first: Gradio does not wait for this script.
  if ("connected" in root.dataset) connected();
  else document.addEventListener("newsdesk-connected", connected);

  // ---- the parts of the page, by the address's fragment

  function view() {
    const named = location.hash.slice(1);
    const now = VIEWS.includes(named) ? named : "ask";
    root.dataset.view = now;
    for (const link of document.querySelectorAll(".masthead nav a")) {
      if (link.hash === `#${now}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    if (now === "corpus") send("corpus");
    if (now === "ask") composer()?.focus({ preventScroll: true });
  }
  window.addEventListener("hashchange", view);

  // ---- what can be pressed

  const thumbs = new Map(); // answer -> "up" or "down", what this reader has said of it

  function composer() {
    return document.querySelector("#composer textarea");
  }

  /** Put words into Gradio's box so that it notices. */
  function fill(words) {
    const box = composer();
    const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set;
    set.call(box, words);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
    box.setSelectionRange(words.length, words.length);
  }

  async function copy(button) {
    const words = button.dataset.markdown;
    const before = button.textContent;
    try {
      await navigator.clipboard.writeText(words);
    } catch {
      const box = make("textarea", { class: "copying", "aria-hidden": "true" });
      box.value = words;
      document.body.append(box);
      box.select();
      document.execCommand("copy"); // where a page without TLS may not use the clipboard
      box.remove();
      button.focus();
    }
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = before), 1500);
  }

  function thumb(button) {
    const { answer, thumb: which } = button.dataset;
    thumbs.set(answer, which);
    pressed();
    send("thumb", { answer, thumb: which });
    const foot = button.closest(".foot");
    foot.querySelector(".why")?.remove();
    if (which === "up") {
      thanked(foot);
      return;
    }
    const { reasons, tell, send: label } = button.dataset;
    const choice = make("select", { "aria-label": tell });
    for (const one of reasons.split("|")) choice.append(make("option", {}, one));
    const own = make("input", { type: "text", maxlength: "2000", "aria-label": tell });
    const form = make(
      "form",
      { class: "why" },
      make("label", {}, tell),
      make("div", {}, choice, own, make("button", { type: "submit", class: "go" }, label)),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send("thumb", { answer, thumb: which, reason: choice.value, words: own.value });
      thanked(foot);
    });
    foot.append(form);
    choice.focus();
  }

  function thanked(foot) {
    foot.querySelector(".why")?.remove();
    const words = foot.querySelector("[data-thanks]").dataset.thanks;
    foot.append(make("p", { class: "why", role: "status" }, words));
  }

  function pressed() {
    for (const one of document.querySelectorAll("[data-do=thumb]")) {
      const is = thumbs.get(one.dataset.answer) === one.dataset.thumb;
      one.setAttribute("aria-pressed", String(is));
    }
  }

  const LOCAL = {
    edit: (button) => fill(button.dataset.question),
    copy,
    thumb,
  };

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-do]");
    if (!button) return;
    const { do: what, ...data } = button.dataset;
    if (LOCAL[what]) LOCAL[what](button);
    else {
      send(what, data);
      button.closest("details")?.removeAttribute("open");
    }
  });
  let narrowing;
  document.addEventListener("change", (event) => {
    const days = event.target instanceof Element && event.target.closest("#narrow .days");
    if (!days) return;
    const set = {};
    for (const field of days.querySelectorAll("input")) set[field.name] = field.value;
    const many = Object.values(set).filter(Boolean).length;
    document.querySelector("#narrow .narrowed").textContent = many ? ` (${many})` : "";
    // One after another: of two that are under way at once, either may come last.
    clearTimeout(narrowing);
    narrowing = setTimeout(() => send("narrow", set), 150);
  });

  // ---- adding articles

  const DONE = ["done", "failed", "stopped"];

  async function told(answer) {
    const body = await answer.json().catch(() => ({}));
    if (answer.ok) return body;
    throw new Error(body.detail || `The server answered ${answer.status}.`);
  }

  /** What proves to the server that this page asks. */
  function proof() {
    return { "X-Newsdesk-Page": document.querySelector("#add [data-token]").dataset.token };
  }

  async function read(name, request) {
    const line = make("li", {}, make("strong", {}, name), " ");
    const state = make("span", {}, "is being sent…");
    line.append(state);
    document.querySelector("#add .jobs").prepend(line);
    try {
      const { job } = await told(await request());
      for (;;) {
        const now = await told(
          await fetch(new URL(`v1/jobs/${job}`, document.baseURI), { headers: proof() }),
        );
        const { articles } = now.progress;
        state.textContent = `${now.state}, ${articles} ${articles === 1 ? "article" : "articles"}…`;
        if (now.report || now.error || DONE.includes(now.state)) {
          finished(name, line, state, now);
          send("added");
          return;
        }
        await new Promise((done) => setTimeout(done, 400));
      }
    } catch (error) {
      state.textContent = without(name, error.message);
      line.classList.add("failed");
    }
  }

  /** What is said of a source, without its name, which stands before it. */
  function without(name, said) {
    const start = [`upload:${name}: `, `${name}: `].find((one) => said.startsWith(one));
    return start ? said.slice(start.length) : said;
  }

  function finished(name, line, state, job) {
    const counts = Object.entries(job.report?.articles || {}).filter(([, many]) => many);
    const sums = counts.map(([name, many]) => `${many} ${name}`).join(", ");
    state.textContent = job.error || sums || "nothing new";
    const problems = job.report?.problems || [];
    if (job.error || problems.length) line.classList.add("failed");
    if (problems.length) {
      const rows = problems.map((one) => make("li", {}, without(name, `${one.source}: ${one.reason}`)));
      line.append(make("ul", {}, ...rows));
    }
  }

  function upload(files) {
    for (const file of files) {
      const form = new FormData();
      form.append("file", file, file.name);
      const address = new URL("v1/articles", document.baseURI);
      read(file.name, () => fetch(address, { method: "POST", headers: proof(), body: form }));
    }
  }

  document.addEventListener("change", (event) => {
    if (!(event.target instanceof Element) || !event.target.matches("#add input[type=file]")) return;
    upload(event.target.files);
    event.target.value = "";
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("#add .paste")) return;
    event.preventDefault();
    const url = form.elements.url.value;
    read(url, () =>
      fetch(new URL("v1/articles", document.baseURI), {
        method: "POST",
        headers: { "Content-Type": "application/json", ...proof() },
        body: JSON.stringify({ targets: [url] }),
      }),
    );
    form.reset();
  });
  // ---- signing in and out

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches(".sign-in")) return;
    event.preventDefault();
    const problem = form.querySelector(".problem");
    problem.hidden = true;
    try {
      const said = JSON.stringify(Object.fromEntries(new FormData(form)));
      const headers = { "Content-Type": "application/json" };
      const address = new URL("sign-in", document.baseURI);
      await told(await fetch(address, { method: "POST", headers, body: said }));
      const to = new URLSearchParams(location.search).get("to") || "./";
      const wanted = new URL(to, document.baseURI);
      location.assign(wanted.origin === location.origin ? wanted : document.baseURI);
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
    }
  });
  LOCAL["sign-out"] = async () => {
    await fetch(new URL("sign-out", document.baseURI), { method: "POST" });
    location.assign(new URL("sign-in", document.baseURI));
  };

  for (const name of ["dragover", "drop"]) {
    document.addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault(); // else the browser would leave the page to show the file
      const drop = event.target instanceof Element && event.target.closest("#add .drop");
      document.querySelector("#add .drop")?.classList.toggle("over", !!drop && name === "dragover");
      if (drop && name === "drop") upload(event.dataTransfer.files);
    });
  }

  new MutationObserver(() => {
    pressed();
    const links = document.querySelector(".masthead nav");
    if (links && !links.querySelector("[aria-current]")) view();
  }).observe(root, { childList: true, subtree: true });
})();
