"use strict";
(function () {
  const report = JSON.parse(document.getElementById("report").textContent);
  const state = { environment: 0, verdicts: new Set(["data", "empty", "unknown"]), text: "", tab: "dashboards" };
  const view = document.getElementById("view");
  for (const entry of report.environments) {
    for (const dashboard of entry.dashboards) {
      for (const panel of dashboard.panels) {
        panel.search = [dashboard.title, panel.title, ...panel.queries.map(query => query.expr)].join("\n").toLowerCase();
      }
    }
  }

  // Everything shown comes from files: it only ever becomes text, never markup.
  function element(name, attributes, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key === "onclick") { node.addEventListener("click", value); } else { node.setAttribute(key, value); }
    }
    for (const child of children) { node.append(child); }
    return node;
  }

  const environment = () => report.environments[state.environment];
  const plural = (count, noun) => count + " " + noun + (count === 1 ? "" : "s");

  // Messages mark names with backticks.
  function prose(text) {
    return text.split("`").map((part, i) => i % 2 === 1 ? element("code", {}, part) : part);
  }

  function verdict(word) { return element("span", { class: "verdict " + word }, word); }

  // One bar an environment; sizes are set as properties, which the policy allows.
  function coverage() {
    const all = element("div", { class: "coverage" });
    for (const entry of report.environments) {
      const stacked = element("div", { class: "stacked" });
      for (const word of ["data", "empty", "unknown"]) {
        if (entry.coverage[word] > 0) {
          const part = element("span", { class: word }, word + " " + entry.coverage[word]);
          part.style.flexGrow = entry.coverage[word];
          stacked.append(part);
        }
      }
      all.append(element("div", {}, entry.name), stacked);
    }
    return all;
  }

  function dashboards() {
    const needle = state.text.toLowerCase();
    const fragment = document.createDocumentFragment();
    let shown = 0;
    for (const dashboard of environment().dashboards) {
      const panels = dashboard.panels.filter(panel => state.verdicts.has(panel.verdict)
        && panel.search.includes(needle));
      if (panels.length === 0) { continue; }
      shown += panels.length;
      const list = element("div", { class: "panels" });
      for (const panel of panels) {
        list.append(element("button", { class: "panel " + panel.verdict, title: panel.title, "aria-label": panel.title + ": " + panel.verdict,
          onclick: () => open(dashboard, panel) }, panel.title || "(no title)"));
      }
      fragment.append(element("section", { class: "dashboard" },
        element("h2", {}, dashboard.title), element("div", { class: "soft" }, dashboard.path), list));
    }
    view.replaceChildren(coverage(), element("p", { class: "soft", role: "status", id: "shown" }, plural(shown, "panel") + " shown"), fragment);
  }

  // The verdicts of each panel side by side; one that the environment's own view has can be opened.
  function matrix() {
    const needle = state.text.toLowerCase();
    const fragment = document.createDocumentFragment();
    let shown = 0;
    for (const board of report.matrix) {
      const own = report.environments.map(entry => entry.dashboards.find(each => each.path === board.path && each.title === board.title));
      const table = element("table", { class: "matrix" }, head("panel", ...report.environments.map(entry => entry.name)));
      const met = new Map();
      for (const row of board.panels) {
        const nth = met.get(row.title) || 0;
        met.set(row.title, nth + 1);
        if (!row.verdicts.some(word => state.verdicts.has(word)) || !(board.title + "\n" + row.title).toLowerCase().includes(needle)) { continue; }
        const line = element("tr", {}, element("th", { scope: "row" }, row.title || "(no title)"));
        row.verdicts.forEach((word, i) => {
          const panel = own[i] && own[i].panels.filter(each => each.title === row.title)[nth];
          line.append(element("td", {}, panel && word !== "-" ? element("button", { class: "panel " + word,
            "aria-label": row.title + ", " + report.environments[i].name + ": " + word, onclick: () => open(own[i], panel) }, word) : word));
        });
        table.append(line);
      }
      if (table.rows.length === 1) { continue; }
      shown += table.rows.length - 1;
      fragment.append(element("section", { class: "dashboard" }, element("h2", {}, board.title),
        element("div", { class: "soft" }, board.path + " · speaks " + board.speaks), element("div", { class: "wide" }, table)));
    }
    view.replaceChildren(coverage(), element("p", { class: "soft", role: "status", id: "shown" },
      plural(shown, "panel") + " shown; a panel has data where one of its queries has"), fragment);
  }

  function highlighted(query) {
    const text = element("pre");
    if (query.to > query.from) {
      text.append(query.expr.slice(0, query.from), element("mark", {}, query.expr.slice(query.from, query.to)), query.expr.slice(query.to));
    } else {
      text.append(query.expr);
    }
    return text;
  }

  // From the query by what is wrong with it to the lines of the configuration.
  function chained(query) {
    const chain = element("ol", { class: "chain" }, element("li", {}, highlighted(query), element("div", { class: "soft" }, query.place)));
    if (query.because) { chain.append(element("li", {}, ...prose(query.because))); }
    for (const link of query.chain) {
      chain.append(element("li", {}, ...prose(link.message), link.place ? element("div", { class: "soft" }, link.place) : ""));
    }
    return chain;
  }

  function told(finding) {
    const parts = [...prose(finding.message), element("div", { class: "soft" }, finding.place)];
    if (finding.help) { parts.push(element("div", {}, "help: ", ...prose(finding.help))); }
    if (finding.reason) { parts.push(element("div", {}, "suppressed: " + finding.reason)); }
    return parts;
  }

  function open(dashboard, panel) {
    const dialog = document.getElementById("panel");
    const title = dashboard.title + " › " + panel.title;
    const body = element("div", {}, element("div", { class: "top" }, element("h2", {}, title),
      element("button", { onclick: () => dialog.close() }, "Close")), verdict(panel.verdict));
    for (const query of panel.queries) {
      body.append(element("h3", {}, (query.name ? query.name + " " : ""), verdict(query.verdict)),
        chained(query));
    }
    for (const finding of panel.findings.map(index => report.findings[index])) {
      body.append(element("p", {}, element("strong", {}, (finding.reason ? "suppressed" : finding.severity) + "[" + finding.rule + "] "), ...told(finding)));
    }
    dialog.setAttribute("aria-label", title);
    dialog.replaceChildren(body);
    dialog.showModal();
  }

  function labelled(labels) {
    const cell = element("td");
    for (const [name, values] of labels) { cell.append(element("div", {}, element("code", {}, name), ": ", ...prose(values))); }
    return cell;
  }

  function head(...names) { return element("tr", {}, ...names.map(name => element("th", { scope: "col" }, name))); }

  // Tables are drawn when they are opened: there may be thousands of metrics.
  function folded(summary, draw, isOpen) {
    const details = element("details", {}, summary);
    const fill = () => {
      if (details.open && details.children.length === 1) { details.append(element("div", { class: "wide" }, draw())); }
    };
    details.addEventListener("toggle", fill);
    details.open = isOpen;
    fill();
    return details;
  }

  function inventory() {
    const needle = state.text.toLowerCase();
    const has = (...texts) => needle === "" || texts.join("\n").toLowerCase().includes(needle);
    const words = labels => labels.map(label => label.join(" ")).join("\n");
    const fragment = document.createDocumentFragment();
    for (const job of environment().jobs) {
      const metrics = job.metrics.filter(metric => has(job.name, metric.name, words(metric.labels)));
      if (metrics.length === 0 && !has(job.name, job.exporter)) { continue; }
      fragment.append(folded(element("summary", {}, job.name + " ",
        element("span", { class: "soft" }, job.exporter + " · " + plural(job.targets, "target") + " · " + plural(metrics.length, "metric") + " asked for · " + job.place)), () => {
        const table = element("table", {}, head("metric", "type", "labels"));
        for (const metric of metrics) {
          table.append(element("tr", {}, element("td", {}, element("code", {}, metric.name)), element("td", {}, metric.type), labelled(metric.labels)));
        }
        return table;
      }, needle !== "" && metrics.length > 0));
    }
    const streams = environment().streams.filter(stream => has(stream.agent, words(stream.labels)));
    if (streams.length > 0) {
      fragment.append(folded(element("summary", {}, "logs ", element("span", { class: "soft" }, plural(streams.length, "stream"))), () => {
        const table = element("table", {}, head("agent", "labels"));
        for (const stream of streams) { table.append(element("tr", {}, element("td", {}, stream.agent), labelled(stream.labels))); }
        return table;
      }, needle !== ""));
    }
    const nothing = needle === "" ? "no scrape jobs, and no logs" : "no job, metric, label or value has this text";
    view.replaceChildren(fragment.childNodes.length > 0 ? fragment : element("p", { class: "soft" }, nothing));
  }

  function graph() {
    const columns = environment().graph;
    const height = Math.max(...columns.map(column => column.nodes.length), 1) * 22 + 40;
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    const place = new Map();
    svg.setAttribute("width", columns.length * 280);
    svg.setAttribute("height", height);
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", "services, scrape jobs, exporters, metrics and dashboards");
    const text = (x, y, value, bold) => {
      const node = document.createElementNS(space, "text");
      node.setAttribute("x", x);
      node.setAttribute("y", y);
      if (bold) { node.setAttribute("class", "title"); }
      node.textContent = value.length > 34 ? value.slice(0, 33) + "…" : value;
      const whole = document.createElementNS(space, "title");
      whole.textContent = value;
      node.append(whole);
      svg.append(node);
      return node;
    };
    columns.forEach((column, i) => {
      text(i * 280, 16, column.title, true);
      column.nodes.forEach((name, j) => { place.set(i + "|" + name, [i * 280, 40 + j * 22, text(i * 280, 40 + j * 22, name, false)]); });
    });
    view.replaceChildren(element("div", { class: "wide" }, svg));
    // Lines begin where the name ends, which is known once it is laid out.
    const ends = new Map();
    const lines = [];
    for (const [key, [x, , node]] of place) { ends.set(key, x + node.getComputedTextLength() + 6); }
    for (const [column, from, to] of environment().edges) {
      const a = place.get(column + "|" + from);
      const b = place.get((column + 1) + "|" + to);
      if (a && b) {
        const path = document.createElementNS(space, "path");
        const start = ends.get(column + "|" + from);
        const end = b[0] - 6;
        const bend = (start + end) / 2;
        const [up, down] = [a[1] - 4, b[1] - 4];
        path.setAttribute("d", ["M", start, up, "C", bend, up, bend, down, end, down].join(" "));
        lines.push([column + "|" + from, (column + 1) + "|" + to, path]);
        svg.prepend(path);
      }
    }
    // A node under the pointer leaves only the ways that lead through it.
    for (const [key, [, , node]] of place) {
      node.addEventListener("pointerenter", () => through(key, lines).forEach(line => line[2].classList.remove("dim")));
      node.addEventListener("pointerleave", () => lines.forEach(line => line[2].classList.remove("dim")));
    }
  }

  function through(key, lines) {
    const found = new Set();
    for (const [from, to] of [[0, 1], [1, 0]]) {
      const reached = new Set([key]);
      for (let size = -1; size !== found.size;) {
        size = found.size;
        for (const line of lines) {
          if (reached.has(line[from])) { reached.add(line[to]); found.add(line); }
        }
      }
    }
    lines.forEach(line => line[2].classList.add("dim"));
    return found;
  }

  function findings() {
    const needle = state.text.toLowerCase();
    const table = element("table", {}, head("severity", "rule", "what"));
    for (const finding of report.findings) {
      if (needle === "" || (finding.rule + finding.message + finding.place).toLowerCase().includes(needle)) {
        table.append(element("tr", {}, element("td", {}, finding.reason ? "suppressed" : finding.severity),
          element("td", {}, element("code", {}, finding.rule)), element("td", {}, ...told(finding))));
      }
    }
    const notes = element("ul");
    for (const note of report.notes) { notes.append(element("li", { class: "soft" }, ...prose(note))); }
    view.replaceChildren(table.rows.length > 1 ? table : element("p", { class: "soft" }, needle === "" ? "no findings" : "no finding has this text"), notes);
  }

  const tabs = { dashboards, matrix, findings, inventory, graph };

  function render() {
    for (const button of document.querySelectorAll("[data-tab]")) { button.setAttribute("aria-current", String(button.dataset.tab === state.tab)); }
    for (const button of document.querySelectorAll("[data-verdict]")) {
      button.setAttribute("aria-pressed", String(state.verdicts.has(button.dataset.verdict)));
      button.hidden = state.tab !== "dashboards" && state.tab !== "matrix";
    }
    document.getElementById("search").hidden = state.tab === "graph" && Boolean(environment());
    if (environment()) { tabs[state.tab](); } else { findings(); }
  }

  function header() {
    const names = document.getElementById("environments");
    report.environments.forEach((entry, index) => {
      const c = entry.coverage;
      const option = element("option", { value: index }, entry.name + ": " + c.queries + " queries · data " + c.data + " · empty " + c.empty + " · unknown " + c.unknown);
      names.append(option);
    });
    if (names) { names.addEventListener("change", () => { state.environment = Number(names.value); render(); }); }
    document.getElementById("search").addEventListener("input", event => { state.text = event.target.value; render(); });
    for (const button of document.querySelectorAll("[data-verdict]")) {
      button.addEventListener("click", () => {
        const word = button.dataset.verdict;
        if (!state.verdicts.delete(word)) { state.verdicts.add(word); }
        render();
      });
    }
    for (const button of document.querySelectorAll("[data-tab]")) {
      button.addEventListener("click", () => {
        state.tab = button.dataset.tab;
        history.replaceState(null, "", "#" + state.tab);
        render();
      });
    }
    const dialog = document.getElementById("panel");
    dialog.addEventListener("click", event => { if (event.target === dialog) { dialog.close(); } });
    document.addEventListener("keydown", event => {
      if (event.key === "/" && event.target.tagName !== "INPUT") { event.preventDefault(); document.getElementById("search").focus(); }
    });
  }

  const asked = location.hash.slice(1);
  if ([...document.querySelectorAll("[data-tab]")].some(button => button.dataset.tab === asked)) { state.tab = asked; }
  header();
  render();
})();
