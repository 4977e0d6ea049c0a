// Files and folders dropped on a form, or chosen in it, are sent one by one with their progress shown.
"use strict";
(function () {
  const AT_ONCE = 2;

  for (const form of document.querySelectorAll("form[data-drop]")) { prepare(form); }
  // a file dropped beside a form must not replace the page
  for (const name of ["dragover", "drop"]) {
    document.addEventListener(name, (event) => { if (hasFiles(event)) { event.preventDefault(); } });
  }

  function hasFiles(event) {
    return event.dataTransfer && Array.from(event.dataTransfer.types).includes("Files");
  }

  function prepare(form) {
    const area = form.closest("[data-drop-area]") || form;
    let depth = 0;
    area.addEventListener("dragenter", (event) => { if (hasFiles(event)) { depth += 1; form.classList.add("over"); } });
    area.addEventListener("dragleave", () => { depth = Math.max(0, depth - 1); form.classList.toggle("over", depth > 0); });
    area.addEventListener("drop", async (event) => {
      depth = 0;
      form.classList.remove("over");
      if (!hasFiles(event)) { return; }
      event.preventDefault();
      send(form, await dropped(event.dataTransfer));
    });
    form.addEventListener("submit", (event) => {
      const chosen = Array.from(form.querySelectorAll("input[type=file]"))
        .flatMap((input) => Array.from(input.files))
        .map((file) => ({ file, path: file.webkitRelativePath || file.name }));
      if (!chosen.length) { return; }
      event.preventDefault();
      send(form, chosen);
    });
  }

  // --- what was dropped: the entries must be asked for before the event is over

  async function dropped(transfer) {
    const entries = Array.from(transfer.items || [])
      .map((item) => (item.webkitGetAsEntry ? item.webkitGetAsEntry() : null))
      .filter((entry) => entry !== null);
    if (!entries.length) { return Array.from(transfer.files).map((file) => ({ file, path: file.name })); }
    const found = [];
    for (const entry of entries) { await walk(entry, "", found); }
    return found;
  }

  async function walk(entry, above, found) {
    const path = above + entry.name;
    if (entry.isFile) {
      found.push({ file: await new Promise((done, fail) => entry.file(done, fail)), path });
      return;
    }
    const reader = entry.createReader(); // hands out a folder's entries some at a time
    for (;;) {
      const some = await new Promise((done, fail) => reader.readEntries(done, fail));
      if (!some.length) { return; }
      for (const inner of some) { await walk(inner, path + "/", found); }
    }
  }

  // --- sending

  async function send(form, files) {
    const list = form.querySelector("[data-sending]") || form.appendChild(document.createElement("ul"));
    list.className = "sending";
    const waiting = files.map((one) => ({ ...one, row: rowFor(list, one) }));
    form.querySelectorAll("button").forEach((button) => { button.disabled = true; });
    let failures = 0;
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      for (let one = waiting.shift(); one; one = waiting.shift()) {
        failures += (await sendOne(form, one)) ? 0 : 1;
        document.dispatchEvent(new Event("zuozheng-received"));
      }
    }));
    form.querySelectorAll("button").forEach((button) => { button.disabled = false; });
    form.querySelectorAll("input[type=file]").forEach((input) => { input.value = ""; });
    const isHere = document.querySelector("[data-received]");
    if (!isHere && !failures && files.length) { location.assign("/inbox"); }
  }

  function rowFor(list, one) {
    const row = document.createElement("li");
    const bar = document.createElement("progress");
    const words = document.createElement("span");
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", "上传 " + one.path);
    words.textContent = one.path;
    row.append(bar, " ", words);
    list.append(row);
    return { row, bar, words };
  }

  function sendOne(form, one) {
    const limit = Number(form.dataset.limit || 0);
    if (limit && one.file.size > limit) {
      fail(one, "超过上传上限 " + Math.floor(limit / 1048576) + " MB");
      return Promise.resolve(false);
    }
    const body = new FormData();
    for (const name of ["indicator", "sub", "slot"]) {
      const input = form.elements.namedItem(name);
      if (input) { body.append(name, input.value); }
    }
    body.append("path", one.path);
    body.append("files", one.file);
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      request.open("POST", "/api/inbox");
      request.setRequestHeader("X-CSRF-Token", form.elements.namedItem("csrf").value);
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) { one.row.bar.value = Math.round((100 * event.loaded) / event.total); }
      });
      request.addEventListener("load", () => {
        if (request.status === 200) { one.row.row.remove(); done(true); return; }
        fail(one, reason(request));
        done(false);
      });
      request.addEventListener("error", () => { fail(one, "连接中断，请重新上传"); done(false); });
      request.send(body);
    });
  }

  function reason(request) {
    try {
      const told = JSON.parse(request.responseText);
      return told.message + "。" + told.advice;
    } catch { return "服务器没有收下（" + request.status + "）"; }
  }

  function fail(one, words) {
    one.row.bar.remove();
    one.row.row.classList.add("fault");
    one.row.words.textContent = "✘ " + one.path + "：" + words;
  }
})();
