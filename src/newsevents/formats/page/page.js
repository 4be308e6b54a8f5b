"use strict";
{
  const $ = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const article = $("article"), text = $("text"), form = $("filters"), bar = $("selection");
  const CLASSES = ["statement", "meeting", "allegation", "actor", "source"];
  const FIELDS = {
    who: "who", cue: "cue", content: "what", quote: "quoted", hedge: "hedge", amount: "how many",
    when: "when", place: "where", role: "role", mention: "named", evidence: "evidence",
  };

  /* --- contents of the page: stretches of the text, records with their words, rows, ties */

  const stretches = all(".s", text).map((node) => ({ node, start: Number(node.id.slice(1)) }));
  const at = new Map(stretches.map((stretch, index) => [stretch.start, index]));
  const index = (offset) => at.get(offset) ?? lowest(offset);
  function lowest(offset) {
    let low = 0, high = stretches.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (stretches[middle].start < offset) low = middle + 1; else high = middle;
    }
    return low;
  }

  const records = all("li.card").map((card, number) => ({
    number, card, id: card.id, type: CLASSES.find((name) => card.classList.contains(name)),
    choose: card.querySelector(".choose"), certainty: card.dataset.certainty, status: card.dataset.status,
    named: (card.dataset.actors ?? "").split(" ").filter(Boolean).map(Number),
    spans: all("a.w", card).map((link) => ({
      field: link.dataset.field, first: index(Number(link.hash.slice(2))), last: index(Number(link.dataset.end)),
    })),
    shown: true,
  }));
  const byId = new Map(records.map((record) => [record.id, record]));
  for (const { spans } of records) for (const { field } of spans) FIELDS[field] ??= field.replaceAll("_", " ");
  const rows = all("li[data-record]").map((node) => ({ node, record: records[node.dataset.record] }));
  const ties = all("li[data-tie]").map((node) => ({
    node, link: node.querySelector(".tie"), records: new Set(node.dataset.records.split(" ").map(Number)),
    drawn: [], label: node.textContent,
  }));
  for (const node of all(".edges [data-tie]")) ties[node.dataset.tie].drawn.push(node);

  /* --- views as tabs */

  const tabs = all(".tabs a");
  const views = tabs.map((tab) => $(tab.hash.slice(1)));
  tabs[0].parentNode.setAttribute("role", "tablist");
  tabs.forEach((tab, number) => {
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", views[number].id);
    views[number].setAttribute("role", "tabpanel");
    views[number].setAttribute("aria-labelledby", tab.id);
  });
  function show(view) {
    views.forEach((one, number) => {
      one.hidden = one !== view;
      tabs[number].setAttribute("aria-selected", String(one === view));
      tabs[number].tabIndex = one === view ? 0 : -1;
    });
  }

  /* --- filters: a record is shown if it passes every active filter */

  let tie = null;
  const members = new Map();
  for (const record of records) {
    if (record.type === "actor") {
      const links = all('a[data-member]', record.card);
      if (links.length) members.set(record.number, links.map((link) => byId.get(decode(link.hash)).number));
    }
  }
  const closures = new Map();
  function inside(actor) {
    if (!members.has(actor)) return [actor];
    if (!closures.has(actor)) {
      const found = new Set([actor]);
      for (const one of found) for (const member of members.get(one) ?? []) found.add(member);
      closures.set(actor, [...found]);
    }
    return closures.get(actor);
  }
  for (const record of records) {
    record.actors = record.type === "actor" ? record.named : [...new Set(record.named.flatMap(inside))];
  }

  const controls = {
    class: { of: (record) => [record.type] },
    actor: { of: (record) => record.actors.map(String) },
    certainty: { of: (record) => (record.certainty ? [record.certainty] : []) },
    status: { of: (record) => (record.status ? [record.status] : []) },
  };
  for (const [name, control] of Object.entries(controls)) {
    control.inputs = all(`[name="${name}"]`, form);
    control.options = control.inputs.flatMap((input) => (input.options ? [...input.options].slice(1) : [input]));
    for (const option of control.options) option.plain = option.textContent;
  }
  function wanted(control) {
    return new Set(control.inputs.flatMap((input) => (input.type === "checkbox" ? (input.checked ? [input.value] : []) : input.value ? [input.value] : [])));
  }
  function filter() {
    const names = Object.keys(controls);
    const wants = names.map((name) => wanted(controls[name]));
    const counts = names.map(() => new Map());
    let shown = 0;
    for (const record of records) {
      const values = names.map((name) => controls[name].of(record));
      const fails = values.map((of, n) => wants[n].size > 0 && !of.some((value) => wants[n].has(value)));
      const failed = fails.filter(Boolean).length;
      const tied = !tie || tie.records.has(record.number);
      record.shown = tied && failed === 0;
      shown += record.shown;
      record.card.hidden = !record.shown;
      if (!tied || failed > 1) continue;
      values.forEach((of, n) => {
        if (failed === 0 || fails[n]) for (const value of of) counts[n].set(value, (counts[n].get(value) ?? 0) + 1);
      });
    }
    names.forEach((name, n) => {
      for (const option of controls[name].options) {
        const count = counts[n].get(option.value) ?? 0;
        if (option.type === "checkbox") option.parentNode.querySelector(".count").textContent = count;
        else option.textContent = `${option.plain} (${count})`;
      }
    });
    const some = shown < records.length;
    for (const group of all(".group")) {
      const cards = all(".card", group).filter((card) => !card.hidden).length;
      group.hidden = cards === 0;
      group.querySelector(".count").textContent = cards;
      if (some && cards && cards <= 200) group.open = true;
    }
    for (const row of rows) row.node.hidden = !row.record.shown;
    for (const one of ties) {
      const off = one !== tie && !some ? false : ![...one.records].some((number) => records[number].shown);
      for (const node of one.drawn) node.classList.toggle("off", off), node.classList.toggle("on", one === tie);
      one.node.hidden = off;
      one.link.setAttribute("aria-pressed", String(one === tie));
    }
    const set = tie !== null || wants.some((want) => want.size);
    const of = tie ? ` of the tie ${tie.label}` : "";
    $("shown").textContent = set ? `${shown} of ${records.length} records shown${of}` : `All ${records.length} records shown`;
    form.querySelector('[type="reset"]').disabled = !set;
    paint();
  }
  function paint() {
    /* apply the classes of visible records to the text, in one pass even if they overlap */
    const steps = CLASSES.map(() => new Int32Array(stretches.length + 1));
    for (const record of records) {
      if (!record.shown) continue;
      const step = steps[CLASSES.indexOf(record.type)];
      for (const { first, last } of record.spans) step[first] += 1, step[last] -= 1;
    }
    const counts = CLASSES.map(() => 0);
    stretches.forEach(({ node }, number) => {
      CLASSES.forEach((name, n) => node.classList.toggle(name, (counts[n] += steps[n][number]) > 0));
    });
  }
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault(); /* the browser would reset only after this handler, too late for the records */
    tie = null;
    for (const { inputs } of Object.values(controls)) {
      for (const input of inputs) if (input.type === "checkbox") input.checked = false; else input.value = "";
    }
    filter();
  });
  function chooseTie(one) {
    tie = tie === one ? null : one;
    filter();
    if (!tie) return;
    show(views[0]);
    bring(tabs[0].parentNode);
    const first = records.find((record) => record.shown && record.spans.length);
    if (first) reveal(stretches[first.spans[0].first].node);
  }

  /* --- the text on a narrow screen: shown on request, or when something in it is selected */

  const narrow = matchMedia("(max-width: 56rem)"), root = document.documentElement;
  let asked = false;
  function read(on) {
    root.classList.toggle("reading", on);
    $("read").textContent = on ? "Hide the text" : "Show the text";
    $("read").setAttribute("aria-expanded", String(on));
  }
  $("read").addEventListener("click", () => {
    asked = !root.classList.contains("reading");
    read(asked);
  });
  const fold = () => { $("choices").open = !narrow.matches; };
  narrow.addEventListener("change", fold);
  fold();

  /* --- selection */

  const say = (words) => { $("said").textContent = words; };
  let chosen = null, lit = [], marked = [], stops = [], stop = 0;
  function clear() {
    for (const node of marked) {
      node.classList.remove("at", ...Object.keys(FIELDS));
      delete node.dataset.label;
    }
    article.className = "";
    for (const record of lit) record.card.classList.remove("on", "lit"), record.choose.setAttribute("aria-pressed", "false");
    for (const row of rows) row.node.classList.remove("on");
    [chosen, lit, marked, stops, stop] = [null, [], [], [], 0];
    bar.hidden = true;
  }
  function choose(record, from = null) {
    clear();
    if (record.spans.length) read(true);
    chosen = record;
    lit = [record];
    record.card.classList.add("on");
    record.choose.setAttribute("aria-pressed", "true");
    for (const row of rows) {
      row.node.classList.toggle("on", row.record === record);
      if (row.record === record) bring(row.node);
    }
    article.className = `chosen ${record.type}`;
    const labels = new Map(), fields = new Set();
    for (const { field, first, last } of record.spans) {
      fields.add(field);
      for (let number = first; number < last; number++) {
        stretches[number].node.classList.add(field);
        marked.push(stretches[number].node);
      }
      if (field === "evidence" || first >= last) continue;
      if (!labels.has(first)) labels.set(first, new Set());
      labels.get(first).add(FIELDS[field]);
    }
    for (const [first, names] of labels) stretches[first].node.dataset.label = [...names].join(", ");
    stops = [...new Set(record.spans.filter(({ field, first, last }) => first < last && (field !== "evidence" || !labels.size)).map(({ first }) => first))].sort((a, b) => a - b);
    const chain = record.card.querySelector(".chain");
    $("chosen").replaceChildren(...record.choose.cloneNode(true).childNodes);
    $("legend").className = "legend fields";
    $("legend").replaceChildren(...[...fields].map((field) => swatch(field, record.type)));
    $("chain").replaceChildren(...(chain ? [chain.cloneNode(true)] : []));
    $("chosen").className = $("chain").className = record.type;
    buttons();
    if (from === null || stops.includes(from)) go(Math.max(0, stops.indexOf(from)));
    else reveal(stretches[from].node);
    bring(record.card);
    say(`Chosen: ${record.choose.textContent}. ${stops.length === 1 ? "1 passage is" : `${stops.length} passages are`} marked in the article.`);
  }
  function unchoose() {
    clear();
    read(asked);
  }
  function toggle(record) {
    if (record === chosen) unchoose(); else choose(record);
  }
  function swatch(field, type) {
    const item = document.createElement("li"), box = document.createElement("span");
    item.className = `chosen ${type}`;
    box.className = `s swatch ${field}`;
    box.textContent = FIELDS[field];
    item.append(box);
    return item;
  }
  function buttons() {
    bar.hidden = false;
    $("previous").hidden = $("next").hidden = stops.length < 2;
    $("back").hidden = !chosen;
  }
  function go(number) {
    for (const node of marked) node.classList.remove("at");
    if (!stops.length) return;
    stop = (number + stops.length) % stops.length;
    const { node } = stretches[stops[stop]];
    if (stops.length > 1) node.classList.add("at");
    reveal(node);
  }
  function reveal(node) {
    /* scroll only the article if it is scrollable, so that the records stay in place */
    const scroll = (behavior) => {
      if (!node.getClientRects().length) return;
      if (article.scrollHeight <= article.clientHeight) return node.scrollIntoView({ block: "center" });
      const place = node.getClientRects()[0] ?? node.getBoundingClientRect(), pane = article.getBoundingClientRect();
      article.scrollTo({ top: article.scrollTop + place.top - pane.top - article.clientHeight / 3, behavior });
    };
    if (text.className) twice(() => scroll("instant")); else scroll("auto");
  }
  function twice(scroll) {
    /* content is laid out only when it comes into view, and may then move the rest */
    scroll();
    requestAnimationFrame(scroll);
  }
  function bring(node) {
    const scroll = () => node.scrollIntoView({ block: "nearest" });
    if (node.closest(".many")) twice(scroll); else scroll();
  }
  function open(record) {
    show(views[0]);
    if (!record.shown) form.reset();
    record.card.hidden = false;
    for (let node = record.card.parentNode; node; node = node.parentNode) if (node.localName === "details") node.open = true;
    bring(record.card);
  }
  function chooseWords(number) {
    clear();
    read(true);
    const found = records.filter((record) => record.shown && record.spans.some(({ first, last }) => first <= number && number < last));
    const size = (record) => Math.min(...record.spans.filter(({ first, last }) => first <= number && number < last).map(({ first, last }) => last - first));
    const sizes = new Map(found.map((record) => [record, size(record)]));
    lit = found.sort((a, b) => sizes.get(a) - sizes.get(b) || a.number - b.number);
    for (const record of lit) record.card.classList.add("lit");
    for (const row of rows) row.node.classList.toggle("on", row.record.card.classList.contains("lit"));
    const node = stretches[number].node;
    node.classList.add("at");
    marked = [node];
    const count = lit.length === 1 ? "1 record rests" : `${lit.length} records rest`;
    $("chosen").textContent = `${count} on these words`;
    say(`${count} on these words.`);
    $("chosen").className = "";
    $("legend").className = "legend";
    $("legend").replaceChildren(...lit.slice(0, 12).map((record) => {
      const item = document.createElement("li"), link = document.createElement("a");
      item.className = record.type;
      link.href = `#${encodeURIComponent(record.id)}`;
      link.append(...record.choose.cloneNode(true).childNodes);
      item.append(link);
      return item;
    }));
    $("chain").replaceChildren();
    buttons();
    if (lit.length) open(lit[0]);
  }

  /* --- pointer, keys and addresses */

  function decode(hash) {
    try { return decodeURIComponent(hash.slice(1)); } catch { return hash.slice(1); }
  }
  function follow(hash) {
    const id = decode(hash);
    if (byId.has(id)) {
      const record = byId.get(id);
      open(record);
      choose(record);
      return record;
    }
    if (/^t\d+$/.test(id) && at.has(Number(id.slice(1)))) chooseWords(at.get(Number(id.slice(1))));
    return null;
  }
  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const target = event.target;
    const link = target.closest("a"), card = target.closest(".card");
    const edge = target.closest("[data-tie]");
    if (edge) event.preventDefault(), chooseTie(ties[edge.dataset.tie]);
    else if (link?.matches(".s")) event.preventDefault(), chooseWords(at.get(Number(link.id.slice(1)))), link.focus();
    else if (link?.matches(".tabs a")) event.preventDefault(), show(views[tabs.indexOf(link)]);
    else if (link?.matches(".choose")) event.preventDefault(), toggle(byId.get(card.id));
    else if (link?.matches(".w")) event.preventDefault(), choose(byId.get(card.id), index(Number(link.hash.slice(2))));
    else if (link?.matches(".to") && target.closest("[data-record]")) event.preventDefault(), choose(records[target.closest("[data-record]").dataset.record]);
    else if (link && link.hash && byId.has(decode(link.hash)) && !link.hasAttribute("rel")) {
      event.preventDefault();
      follow(link.hash).choose.focus({ preventScroll: true });
    } else if (!link && card && !target.closest("summary, button, dl") && getSelection().isCollapsed) choose(byId.get(card.id));
  });
  $("previous").addEventListener("click", () => go(stop - 1));
  $("next").addEventListener("click", () => go(stop + 1));
  $("back").addEventListener("click", () => { const record = chosen; open(record); record.choose.focus({ preventScroll: true }); });
  $("unchoose").addEventListener("click", () => {
    const back = chosen ? chosen.choose : marked[0];
    unchoose();
    back?.focus({ preventScroll: true });
  });

  function step(list, here, key) {
    const moves = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, Home: -list.length, End: list.length };
    return list[Math.min(list.length - 1, Math.max(0, list.indexOf(here) + moves[key]))];
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target;
    const { key } = event;
    const role = target.closest("a")?.getAttribute("role");
    if (key === "Escape" && !bar.hidden) { $("unchoose").click(); return; }
    if (key === " " && target.matches("a[role=button], a.s, a[role=tab]")) { event.preventDefault(); target.click(); return; }
    if (target.matches(".choose") && /^(ArrowUp|ArrowDown|Home|End)$/.test(key)) {
      const shown = records.filter((record) => record.shown && record.card.closest("details").open);
      const next = step(shown, byId.get(target.closest(".card").id), key);
      event.preventDefault();
      choose(next);
      next.choose.focus({ preventScroll: true });
      bring(next.card);
    } else if (target.matches("a.s") && /^(ArrowLeft|ArrowRight|Home|End)$/.test(key)) {
      const next = step(links, target, key);
      event.preventDefault();
      next.focus({ preventScroll: true });
      reveal(next);
    } else if (role === "tab" && /^(ArrowLeft|ArrowRight|Home|End)$/.test(key)) {
      const next = step(tabs, target, key);
      event.preventDefault();
      show(views[tabs.indexOf(next)]);
      next.focus();
    }
  });
  /* a single tab stop in the text; arrow keys move on from it */
  const links = stretches.map(({ node }) => node).filter((node) => node.localName === "a");
  links.forEach((node, number) => { node.tabIndex = number ? -1 : 0; });
  text.addEventListener("focusin", ({ target }) => {
    if (!target.matches("a.s")) return;
    for (const node of all('a.s[tabindex="0"]', text)) node.tabIndex = -1;
    target.tabIndex = 0;
  });
  for (const one of ties) {
    const light = (on) => { for (const node of one.drawn) node.classList.toggle("on", on || one === tie); };
    for (const node of [one.link, ...one.drawn]) {
      node.addEventListener("mouseenter", () => light(true));
      node.addEventListener("mouseleave", () => light(false));
    }
    one.link.addEventListener("focus", () => light(true));
    one.link.addEventListener("blur", () => light(false));
    one.link.setAttribute("role", "button");
  }
  for (const record of records) {
    record.choose.setAttribute("role", "button");
    record.choose.setAttribute("aria-pressed", "false");
  }
  addEventListener("hashchange", () => follow(location.hash));
  let folded = [];
  addEventListener("beforeprint", () => { folded = all("details:not([open])"); for (const node of folded) node.open = true; });
  addEventListener("afterprint", () => { for (const node of folded) node.open = false; });

  root.classList.add("scripted");
  show(views[0]);
  form.hidden = false;
  filter();
  if (location.hash) follow(location.hash);
}
