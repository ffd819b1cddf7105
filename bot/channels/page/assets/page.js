/* The reader beside the conversation, and the quote that a mark shows.
 *
 * Words of an article reach the page as text nodes and attributes alone; there is no HTML here.
 */
"use strict";
(() => {
  const NARROW = window.matchMedia("(max-width: 859px)"); // as in page.css

  /** An element with its attributes and children; strings become text nodes. */
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  function day(publishedAt) {
    const known = (publishedAt || "").slice(0, 10); // a year or a month, where no more is known
    const date = new Date(`${known}${"-01-01".slice(known.length - 4)}T00:00:00Z`);
    if (!known || Number.isNaN(date.getTime())) return "undated";
    const form = { year: "numeric", timeZone: "UTC" };
    if (known.length > 4) form.month = "long";
    if (known.length > 7) form.day = "numeric";
    return new Intl.DateTimeFormat("en-GB", form).format(date);
  }

  /** `address` where it is a web address, else "": a link must never be a script. */
  function safe(address) {
    try {
      return ["http:", "https:"].includes(new URL(address).protocol) ? address : "";
    } catch {
      return "";
    }
  }

  // ---- the reader

  const page = make("div", { class: "sheet" });
  const shut = make("button", { type: "button", class: "shut" }, "Close");
  const outlet = make("span", { class: "label" });
  const before = make("button", { type: "button", "aria-label": "Previous quote" }, "←");
  const after = make("button", { type: "button", "aria-label": "Next quote" }, "→");
  const place = make("span", { "aria-live": "polite" });
  const steps = make("span", { class: "steps", hidden: "" }, before, place, after);
  const reader = make(
    "dialog",
    { id: "reader", "aria-label": "Article" },
    make("div", { class: "bar" }, outlet, steps, shut),
    page,
  );
  let opener = null; // what was pressed, and gets the focus back
  let wanted = 0; // counts requests: a slow answer must not replace a later one

  /** Paragraphs of `text`, with characters [start, end) marked. Offsets count code points. */
  function paragraphs(text, start, end) {
    const characters = Array.from(text);
    const slice = (from, to) => characters.slice(from, to).join("");
    const found = [];
    let from = 0;
    for (const part of text.split(/(\n\s*\n)/)) {
      const to = from + Array.from(part).length;
      if (part.trim()) {
        const [first, last] = [Math.max(from, start), Math.min(to, end)];
        const marked = first < last;
        const words = marked
          ? [slice(from, first), make("mark", {}, slice(first, last)), slice(last, to)]
          : [part];
        // A short line that is no sentence is a heading between paragraphs.
        const heading = part.length < 80 && !/[.!?:;,"'”’»)\]]\s*$/.test(part);
        found.push(make("p", heading ? { class: "subhead" } : {}, ...words));
      }
      from = to;
    }
    return found;
  }

  function article(found, place) {
    const link = safe(place.link) || safe(found.url || "");
    const headline = make("h2", { tabindex: "-1" }, found.title || "Untitled article");
    const by = (found.authors || []).join(", ");
    const version = found.version > 1 && `version ${found.version}`;
    const line = [by && `By ${by}`, day(found.published_at), version].filter(Boolean).join(" · ");
    const outward = { href: link, target: "_blank", rel: "noopener noreferrer" };
    return [
      headline,
      make("p", { class: "byline" }, line),
      ...(link ? [make("p", { class: "out" }, make("a", outward, "Open at the publisher"))] : []),
      make("div", { class: "text" }, ...paragraphs(found.text, place.start, place.end)),
    ];
  }

  async function fetched(id, version) {
    const path = id.split("/").map(encodeURIComponent).join("/");
    const answer = await fetch(
      new URL(`v1/articles/${path}?version=${version}`, document.baseURI),
    );
    if (answer.ok) return answer.json();
    const gone = answer.status === 404;
    throw new Error(gone ? "This article is no longer in the library." : "");
  }

  async function open(button) {
    const { article: id, version, link = "", start = "-1", end = "-1" } = button.dataset;
    const mine = ++wanted;
    mark(button);
    step();
    hide();
    try {
      const found = await fetched(id, version);
      if (mine !== wanted) return;
      outlet.textContent = found.source || "Outlet unknown";
      page.replaceChildren(...article(found, { link, start: Number(start), end: Number(end) }));
    } catch (error) {
      if (mine !== wanted) return;
      const reason = error.message || "The server did not answer. Please try again.";
      outlet.textContent = "";
      page.replaceChildren(make("h2", { tabindex: "-1" }, "Not to be shown"), make("p", {}, reason));
    }
    if (!reader.open) {
      if (NARROW.matches) reader.showModal();
      else reader.show();
    }
    document.documentElement.classList.add("reading");
    page.scrollTop = 0;
    page.querySelector("h2").focus({ preventScroll: true });
    const quote = page.querySelector("mark");
    if (quote) {
      const above = quote.getBoundingClientRect().top - page.getBoundingClientRect().top;
      // As high as lets the sentences before it be read too; a quote near the top stays there.
      if (above > page.clientHeight * 0.7) page.scrollTop = above - page.clientHeight * 0.3;
    }
  }

  function mark(button) {
    if (opener) opener.removeAttribute("aria-current");
    opener = button;
    if (opener) opener.setAttribute("aria-current", "true");
  }

  /** The marks of the answer that is read, each quote once. */
  function quotes() {
    const marks = opener?.closest(".turn")?.querySelectorAll(".mark") || [];
    const numbers = new Set();
    return Array.from(marks).filter((one) => {
      const is = !numbers.has(one.textContent);
      numbers.add(one.textContent);
      return is;
    });
  }

  function at(all) {
    return all.findIndex((one) => one.textContent === opener?.textContent);
  }

  /** Say which quote of how many is read, where there are several. */
  function step() {
    const all = quotes();
    const now = opener?.matches(".mark") ? at(all) : -1;
    steps.hidden = now < 0 || all.length < 2;
    place.textContent = `Quote ${now + 1} of ${all.length}`;
    before.disabled = now <= 0;
    after.disabled = now === all.length - 1;
  }

  function go(by) {
    const all = quotes();
    const next = all[at(all) + by];
    if (next) open(next);
  }

  function close() {
    wanted++;
    const back = opener;
    if (reader.open) reader.close();
    mark(null);
    document.documentElement.classList.remove("reading");
    if (back && back.isConnected) back.focus();
  }

  // ---- the quote behind a mark, on hover and focus

  const peek = make("div", { id: "peek", role: "tooltip", hidden: "" });
  let leaving = 0;

  function show(button) {
    clearTimeout(leaving);
    const { quote, about, partly } = button.dataset;
    peek.replaceChildren(
      make("p", { class: "quote" }, `“${quote}”`),
      make("p", { class: "about" }, about + (partly === undefined ? "" : ". Supports this in part.")),
    );
    peek.hidden = false;
    button.setAttribute("aria-describedby", "peek");
    const at = button.getBoundingClientRect();
    const box = peek.getBoundingClientRect();
    const left = Math.min(Math.max(12, at.left - 40), window.innerWidth - box.width - 12);
    const above = at.top - box.height - 8;
    peek.style.left = `${left}px`;
    peek.style.top = `${above > 8 ? above : at.bottom + 8}px`;
  }

  function hide() {
    peek.hidden = true;
    for (const one of document.querySelectorAll("[aria-describedby=peek]")) {
      one.removeAttribute("aria-describedby");
    }
  }

  const marked = (target) => target instanceof Element && target.closest(".mark");
  const soon = () => {
    clearTimeout(leaving);
    leaving = setTimeout(hide, 150); // time to reach the words with the pointer
  };

  // ---- what happens on the page

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-article]");
    if (button) open(button);
  });
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const button = marked(event.target);
    if (button) show(button);
    else if (peek.contains(event.target)) clearTimeout(leaving);
    else if (!peek.hidden && !marked(document.activeElement)) soon();
  });
  document.addEventListener("focusin", (event) => {
    const button = marked(event.target);
    if (button && button.matches(":focus-visible")) show(button);
    else hide();
  });
  document.addEventListener("focusout", soon);
  const scrolled = () => {
    const button = marked(document.activeElement);
    if (peek.hidden) return;
    if (button && button.hasAttribute("aria-describedby")) show(button); // Tab scrolled to it
    else hide();
  };
  document.addEventListener("scroll", scrolled, { capture: true, passive: true });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (!peek.hidden) hide();
    else if (opener) close(); // an article still on its way is called off
  });
  shut.addEventListener("click", close);
  before.addEventListener("click", () => go(-1));
  after.addEventListener("click", () => go(1));
  // A modal sheet is closed by Escape, or by a press beside it, before any key gets here.
  reader.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  reader.addEventListener("click", (event) => {
    if (event.target === reader) close();
  });
  NARROW.addEventListener("change", () => {
    if (!reader.open) return;
    reader.close();
    if (NARROW.matches) reader.showModal();
    else reader.show();
  });

  /** Bring a new question to the top of the window; its answer then grows below it. */
  let turns = 0;
  new MutationObserver(() => {
    const all = document.querySelectorAll(".turn");
    if (all.length > turns && turns > 0) {
      const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      all[all.length - 1].scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
    }
    turns = all.length;
    // Gradio's box has no name that a screen reader could tell.
    document.querySelector("#composer textarea")?.setAttribute("aria-label", "Your question");
  }).observe(document.documentElement, { childList: true, subtree: true });

  document.body.append(reader, peek);
})();
