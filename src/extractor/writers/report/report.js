"use strict";
/* The tables, the searches and the notes of a report. Everything goes into the page as text, never as markup.
   This stands in front of the articles, and is done before a browser has read them. */
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const collator = new Intl.Collator("en", { numeric: true });
  const figures = new Intl.NumberFormat("en");

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const phrase = (count, one, many) => `${figures.format(count)} ${count === 1 ? one : many}`;

  // Searches: every word must be there, whatever its case and accents; words in quotes stay together.

  const plain = (text) => text.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase();
  const wordsOf = (query) => Array.from(plain(query).matchAll(/["“]([^"”]+)["”]?|\S+/g), (found) => found[1] ?? found[0]);
  const quoted = (name) => name.split(/["“”]/).map((part) => part.trim()).filter(Boolean).map((part) => `"${part}"`).join(" ");

  // A date in EDTF (2024, 2024-03-15, 199X, 1990/2000) is compared with a limit as far as both go.

  const within = (value, from, to) => {
    if (!from && !to) return true;
    const begin = value.split("/")[0].replaceAll("X", "0");
    const cut = (limit) => begin.slice(0, limit.length);
    return begin !== "" && cut(from) >= from.slice(0, begin.length) && (!to || cut(to) <= to.slice(0, begin.length));
  };

  let regions;
  const country = (code) => {
    try {
      regions ??= new Intl.DisplayNames(["en"], { type: "region" });
      return regions.of(code);
    } catch {
      return code; // not one of ISO 3166
    }
  };

  // A cell is a text, several, a number, or a text or number with a place to go to or a search to make.

  const placed = (text, article, mark) => ({ text, place: mark === undefined ? `a${article}` : `a${article}-${mark}` });
  const asking = (text, section, name) => ({ text, section, name });
  const contentOf = (cell) => (Array.isArray(cell) ? cell.join("; ") : cell.text ?? cell);

  const named = ([name, about, articles, mentions, sentences, article, mark]) => [
    placed(name, article, mark),
    about,
    asking(articles, "articles", name),
    mentions,
    asking(sentences, "sentences", name),
  ];

  const KINDS = {
    sentences: {
      units: ["sentence", "sentences"],
      cells: ([who, penalty, size, , offences, court, date, status, article, mark]) => [
        who, placed(penalty, article, mark), size, offences, court, date, status, placed(data.articles[article - 1], article),
      ],
      key: (row, column) => (column === 2 ? row[3] : undefined),
      passes: (row, { penalty, status, from, to }) =>
        (!penalty || row[1] === penalty) && (!status || row[7] === status) && within(row[6], from, to),
      choices: { penalty: 1, status: 7 },
    },
    people: { units: ["name", "names"], cells: named },
    courts: { units: ["court", "courts"], cells: ([name, codes, ...rest]) => named([name, codes.map(country), ...rest]) },
  };

  const SIZES = [25, 100, 1000]; // more take a browser seconds

  class Table {
    constructor(name) {
      this.kind = KINDS[name];
      this.rows = data[name];
      this.section = document.getElementById(name);
      this.form = this.section.querySelector("form");
      this.heads = Array.from(this.section.querySelectorAll("th"));
      this.labels = this.heads.map((head) => head.textContent);
      this.order = this.rows.map((_, number) => number);
      [this.size] = SIZES;
      this.addChoices();
      this.addPager();
      this.form.addEventListener("input", () => this.filter());
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.form.addEventListener("reset", () => setTimeout(() => this.filter()));
      this.heads.forEach((head, column) => head.firstChild.addEventListener("click", () => this.sort(column)));
      this.filter();
    }

    addChoices() {
      for (const [name, column] of Object.entries(this.kind.choices ?? {})) {
        const values = [...new Set(this.rows.map((row) => row[column]))].sort(collator.compare);
        this.form.elements[name].append(...values.map((value) => new Option(value, value)));
      }
    }

    addPager() {
      const turning = (text, by) => {
        const button = element("button", { type: "button", textContent: text });
        button.addEventListener("click", () => this.turn(by));
        return button;
      };
      this.previous = turning("Previous", -1);
      this.next = turning("Next", 1);
      const select = element("select", {}, ...SIZES.map((size) => new Option(figures.format(size), size)));
      select.addEventListener("change", () => {
        this.size = Number(select.value);
        this.page = 0;
        this.render();
      });
      this.pager = this.section.querySelector(".pager");
      this.pager.append(this.previous, this.next, element("label", {}, "Rows ", select));
    }

    /* What the search looks at, made when it is first used. */
    get texts() {
      this.searched ??= this.rows.map((row) => {
        const contents = this.kind.cells(row).map(contentOf);
        return plain(contents.filter((content) => typeof content === "string").join("\n"));
      });
      return this.searched;
    }

    filter() {
      const values = Object.fromEntries(new FormData(this.form));
      const words = wordsOf(values.words);
      const passes = this.kind.passes ?? (() => true);
      this.shown = this.order.filter(
        (number) => passes(this.rows[number], values) && words.every((word) => this.texts[number].includes(word)),
      );
      this.page = 0;
      this.render();
    }

    /* By a column; again, the other way round. Numbers begin with the largest, and blanks are last in any case. */
    sort(column) {
      const keys = this.rows.map((row) => this.kind.key?.(row, column) ?? contentOf(this.kind.cells(row)[column]));
      const before = this.heads[column].ariaSort;
      const downwards = before ? before === "ascending" : typeof keys[0] === "number";
      this.heads.forEach((head) => head.removeAttribute("aria-sort"));
      this.heads[column].setAttribute("aria-sort", downwards ? "descending" : "ascending");
      const sign = downwards ? -1 : 1;
      const compare = typeof keys[0] === "number" ? (a, b) => a - b : collator.compare;
      this.order = this.rows.map((_, number) => number);
      this.order.sort((a, b) => {
        const blanks = (keys[a] === "") - (keys[b] === "");
        return blanks || sign * compare(keys[a], keys[b]);
      });
      this.filter();
    }

    turn(by) {
      const last = Math.ceil(this.shown.length / this.size) - 1;
      this.page = Math.min(Math.max(this.page + by, 0), Math.max(last, 0));
      this.render();
    }

    render() {
      const begin = this.page * this.size;
      const numbers = this.shown.slice(begin, begin + this.size);
      this.section.querySelector("tbody").replaceChildren(...numbers.map((number) => this.row(this.rows[number])));
      const end = begin + numbers.length;
      const some = this.shown.length < this.rows.length ? `${figures.format(this.shown.length)} of ` : "";
      const part = numbers.length < this.shown.length ? `, rows ${figures.format(begin + 1)} to ${figures.format(end)}` : "";
      this.section.querySelector(".count").textContent = some + phrase(this.rows.length, ...this.kind.units) + part;
      this.pager.hidden = this.shown.length <= SIZES[0];
      this.previous.ariaDisabled = String(begin === 0);
      this.next.ariaDisabled = String(end >= this.shown.length);
    }

    row(values) {
      return element("tr", {}, ...this.kind.cells(values).map((cell, column) => this.cell(cell, column)));
    }

    cell(cell, column) {
      const content = contentOf(cell);
      const text = typeof content === "number" ? figures.format(content) : content;
      const made = column ? element("td") : element("th", { scope: "row" });
      made.className = this.heads[column].className;
      made.dataset.label = this.labels[column];
      if (cell.place) {
        made.append(element("a", { href: `#${cell.place}`, textContent: text }));
      } else if (cell.section && content) {
        const button = element("button", { type: "button", className: "link", textContent: text });
        button.addEventListener("click", () => ask(cell.section, { words: quoted(cell.name) }));
        made.append(button);
      } else if (!column && !text) {
        made.append(element("span", { className: "none", textContent: "nobody named" }));
      } else {
        made.textContent = text;
      }
      return made;
    }
  }

  /* Fill a search in for the reader, and take them there. */
  const ask = (section, values) => {
    const form = document.querySelector(`#${section} form`);
    for (const field of form.elements) if (field.name) field.value = values[field.name] ?? "";
    form.dispatchEvent(new Event("input"));
    form.elements[0].focus({ preventScroll: true });
    document.getElementById(section).scrollIntoView();
  };

  document.getElementById("timeline").addEventListener("click", (event) => {
    const period = event.target.closest("[data-from], [data-to]");
    if (!period) return;
    event.preventDefault();
    ask("sentences", period.dataset);
  });

  // Articles: the search looks through their whole text. It is read from the page, where it stands once.

  const section = document.getElementById("articles");
  let articles = []; // until the browser has read them
  let texts;

  const search = () => {
    const words = wordsOf(section.querySelector("form").elements.words.value);
    if (words.length) texts ??= articles.map((article) => plain(article.textContent));
    let shown = 0;
    articles.forEach((article, number) => {
      article.hidden = !words.every((word) => texts[number].includes(word));
      shown += !article.hidden;
    });
    const some = shown < articles.length ? `${figures.format(shown)} of ` : "";
    section.querySelector(".count").textContent = some + phrase(articles.length, "article", "articles");
  };

  let waiting;
  section.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  section.querySelector("form").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 150);
  });

  /* (A selector with :has would do without a script, but makes a browser look at every mark whenever one is focused.) */
  section.querySelector(".legend").addEventListener("change", ({ target }) => {
    section.classList.toggle(`no-${target.name}`, !target.checked);
  });

  /* Go to the place that the address names, even if its article is closed or not among those searched for. */
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    const article = target?.closest(".article");
    if (!article) return;
    article.hidden = false;
    article.open = true;
    const goal = target === article ? article.querySelector("summary") ?? article : target;
    goal.scrollIntoView({ block: target === article ? "start" : "center" });
    goal.focus({ preventScroll: true });
    requestAnimationFrame(() => requestAnimationFrame(settle)); // articles that come into sight push others away
  };
  addEventListener("hashchange", reveal);
  addEventListener("DOMContentLoaded", () => {
    articles = Array.from(section.querySelectorAll(".article"));
    texts = undefined;
    search();
    reveal();
  });

  // Notes: what a mark's title says, for pointer, keyboard and touch. It is the title again when the note is closed.

  const note = element("div", { id: "note", hidden: true });
  note.setAttribute("role", "tooltip");
  document.getElementById("main").append(note);
  let noted = null;

  const close = () => {
    noted?.removeAttribute("aria-describedby");
    if (noted) noted.title = noted.dataset.note;
    noted = null;
    note.hidden = true;
  };

  const open = (mark) => {
    if (mark === noted) return;
    close();
    noted = mark;
    mark.dataset.note = mark.title;
    mark.removeAttribute("title");
    mark.setAttribute("aria-describedby", "note");
    const [first, ...rest] = mark.dataset.note.split("\n");
    note.replaceChildren(element("strong", { textContent: first }), ...rest.map((line) => element("p", { textContent: line })));
    note.className = mark.className;
    note.hidden = false;
    settle();
  };

  /* Below the first line of the mark; above it where there is no room; never off the page. */
  const settle = () => {
    if (!noted) return;
    const line = noted.getClientRects()[0];
    const { width, height } = note.getBoundingClientRect();
    const room = document.documentElement.clientWidth - width - 8;
    const below = line.bottom + 6;
    const top = below + height > innerHeight && line.top > height + 6 ? line.top - height - 6 : below;
    note.style.left = `${Math.max(8, Math.min(line.left, room)) + scrollX}px`;
    note.style.top = `${top + scrollY}px`;
  };

  const markAt = (event) => event.target.closest?.("mark[id]");
  document.addEventListener("pointerover", (event) => {
    if (markAt(event)) open(markAt(event));
    else if (!note.contains(event.target) && noted !== document.activeElement) close();
  });
  document.addEventListener("focusin", (event) => (markAt(event) ? open(markAt(event)) : close()));
  addEventListener("resize", settle);
  document.addEventListener("keydown", (event) => event.key === "Escape" && close());

  document.querySelectorAll("[data-script]").forEach((part) => (part.hidden = false));
  for (const name of Object.keys(KINDS)) new Table(name);
})();
