// Looks again how far the files are; without it the page loads itself anew.
"use strict";
(function () {
  const table = document.querySelector("[data-received]");
  if (!table) { return; }
  const body = table.tBodies[0];
  const QUICK_MS = 1000, SLOW_MS = 15000;
  const csrf = document.querySelector("input[name=csrf]");
  const mayUpload = document.querySelector("form[data-drop]") !== null;
  let timer = 0;

  async function look() {
    clearTimeout(timer);
    let busy = true;
    try {
      const answer = await fetch("/api/inbox?" + table.dataset.query, { credentials: "same-origin" });
      if (answer.status === 401) { location.reload(); return; }
      if (answer.ok) { busy = show(await answer.json()); }
    } catch { /* the server may be starting anew: look again */ }
    timer = setTimeout(look, busy ? QUICK_MS : SLOW_MS);
  }

  function show(queue) {
    let all = 0;
    for (const number of Object.values(queue.counts)) { all += number; }
    for (const place of document.querySelectorAll("[data-count]")) {
      const name = place.dataset.count;
      place.textContent = String(name ? queue.counts[name] || 0 : all);
    }
    const known = new Map(Array.from(body.querySelectorAll("tr[data-id]")).map((row) => [row.dataset.id, row]));
    const rows = queue.rows.map((one) => {
      const key = [one.state, one.words, one.lines.length].join("|");
      const old = known.get(String(one.id));
      if (old && old.dataset.key === key) { return old; }
      const row = made(one);
      row.dataset.key = key;
      return row;
    });
    const isSame = rows.length === body.rows.length && rows.every((row, place) => body.rows[place] === row);
    if (rows.length && !isSame) { body.replaceChildren(...rows); }
    return Boolean(queue.counts.waiting || queue.counts.working);
  }

  function made(one) {
    const row = document.createElement("tr");
    row.dataset.id = one.id;
    for (const [text, kind] of [[one.file, ""], [one.size, "number"], [one.by, ""], [one.at, ""], [one.subject, ""]]) {
      const cell = row.insertCell();
      cell.textContent = text;
      if (kind) { cell.className = kind; }
    }
    row.append(stateOf(one), outcomeOf(one));
    return row;
  }

  function stateOf(one) {
    const cell = document.createElement("td");
    cell.className = one.sign;
    const mark = cell.appendChild(document.createElement("span"));
    mark.className = "mark";
    mark.textContent = one.words;
    if (one.state === "working") {
      const bar = document.createElement("progress");
      bar.max = 4;
      bar.value = one.share;
      bar.setAttribute("aria-label", one.words);
      cell.append(" ", bar);
    }
    return cell;
  }

  function outcomeOf(one) {
    const cell = document.createElement("td");
    for (const line of one.lines) {
      const words = cell.appendChild(document.createElement("p"));
      if (line.sha256) {
        const link = words.appendChild(document.createElement("a"));
        link.href = "/document/" + line.sha256;
        link.textContent = line.words;
      } else { words.textContent = line.words; }
    }
    if (one.state === "failed" && mayUpload && csrf) { cell.append(retryOf(one)); }
    return cell;
  }

  function retryOf(one) {
    const form = document.createElement("form");
    form.className = "inline screen";
    form.method = "post";
    form.action = "/inbox/retry";
    for (const [name, value] of [["csrf", csrf.value], ["id", one.id]]) {
      const input = form.appendChild(document.createElement("input"));
      input.type = "hidden";
      input.name = name;
      input.value = value;
    }
    const button = form.appendChild(document.createElement("button"));
    button.className = "plain";
    button.textContent = "再试一次";
    button.setAttribute("aria-label", "再试一次 " + one.file);
    return form;
  }

  document.addEventListener("zuozheng-received", look);
  look();
})();
