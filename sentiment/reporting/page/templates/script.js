"use strict";
(() => {
  const form = document.querySelector(".filters");
  if (!form) return;
  const list = document.querySelector("#list");
  const periods = [...list.querySelectorAll(".period")];
  const quotes = [...list.querySelectorAll(".quote")].map((element, order) => ({
    element, order, period: element.closest(".period"), data: element.dataset, words: null,
  }));
  const flat = document.createElement("div");
  list.append(flat);
  form.hidden = false;
  const fields = form.elements;
  const shown = form.querySelector(".found");
  const byDate = (a, b) => (a.data.date < b.data.date ? -1 : a.data.date > b.data.date ? 1 : a.order - b.order);
  const orders = {
    newest: (a, b) => (!a.data.date) - (!b.data.date) || byDate(b, a),
    certain: (a, b) => b.data.chance - a.data.chance || a.order - b.order,
    doubtful: (a, b) => a.data.chance - b.data.chance || a.order - b.order,
  };
  let order = "";

  const wants = (quote) => {
    for (const name of ["stance", "role", "outlet"])
      if (fields[name] && fields[name].value && quote.data[name] !== fields[name].value) return false;
    if (fields.period && fields.period.value && quote.period.id !== fields.period.value) return false;
    if (fields.charted.checked && !("charted" in quote.data)) return false;
    const wanted = fields.text.value.trim().toLowerCase();
    if (!wanted) return true;
    quote.words ??= quote.element.textContent.toLowerCase().replace(/\s+/g, " ");
    return quote.words.includes(wanted);
  };

  const arrange = () => {
    if (order === fields.sort.value) return;
    order = fields.sort.value;
    const compare = orders[order];
    if (compare) flat.append(...[...quotes].sort(compare).map((quote) => quote.element));
    else for (const quote of quotes) quote.period.append(quote.element);
  };

  const update = () => {
    arrange();
    let count = 0;
    const used = new Set();
    for (const quote of quotes) {
      const wanted = wants(quote);
      quote.element.hidden = !wanted;
      if (wanted) { count += 1; used.add(quote.period); }
    }
    for (const period of periods) period.hidden = order in orders || !used.has(period);
    shown.textContent = count === quotes.length
      ? `All ${count.toLocaleString("en")} quotations`
      : `${count.toLocaleString("en")} of ${quotes.length.toLocaleString("en")} quotations`;
  };

  const clear = () => { form.reset(); update(); };
  const follow = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const quote = target.closest(".quote"), period = target.closest(".period");
    if (quote) { if (quote.hidden) clear(); quote.scrollIntoView(); }
    else if (period) {
      form.reset();
      if (fields.period) fields.period.value = period.id;
      update();
      document.querySelector("#quotations").scrollIntoView();
    }
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", update);
  form.addEventListener("change", update);
  form.addEventListener("reset", () => setTimeout(update));
  window.addEventListener("hashchange", follow);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link && (link.getAttribute("href") || "") === location.hash) follow();
  });
  for (const element of document.querySelectorAll(".noscript-only")) element.hidden = true;
  update();
  if (location.hash) follow();
})();
