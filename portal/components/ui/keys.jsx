import { useEffect, useState } from "react";

const ROWS = "[data-row]";
const typing = (el) =>
  el && (el.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName)) && !/^(radio|checkbox|button|submit)$/.test(el.type || "");
/* What a tab shows may still be on its way; whoever goes elsewhere meanwhile is left there. */
const focusSoon = (selector, until = performance.now() + 10000, from = document.activeElement) => {
  const box = document.querySelector(selector), at = document.activeElement;
  if (shown(box)) return box.focus();
  if (performance.now() < until && (at === from || at === document.body)) requestAnimationFrame(() => focusSoon(selector, until, from));
};
const shown = (el) => el && el.offsetParent !== null && !el.disabled;

function here() {
  const row = document.activeElement?.closest?.(ROWS);
  return row || document.querySelector("[data-row][data-here]");
}

function go(step) {
  const rows = [...document.querySelectorAll(ROWS)].filter(shown);
  if (!rows.length) return;
  const at = rows.indexOf(here());
  const next = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step))];
  mark(next);
}

function mark(row) {
  document.querySelectorAll("[data-row][data-here]").forEach((one) => one.removeAttribute("data-here"));
  row.setAttribute("data-here", "");
  row.querySelector("a[href]")?.focus();
  row.scrollIntoView({ block: "nearest" });
}

function press(key) {
  const row = here();
  const marked = [...document.querySelectorAll(`[data-key="${key}"]`)].filter(shown);
  const button = marked.find((one) => row?.contains(one)) || marked.find((one) => !row || !one.closest(ROWS));
  if (!button) return false;
  button.click();
  return true;
}

function reply() {
  const chat = document.querySelector("#show-chat");
  if (chat && !chat.checked) chat.click();
  const box = document.querySelector(".composer-text");
  if (shown(box)) return box.focus(), true;
  const row = here();
  const link = row?.querySelector("a[href]");
  if (link) return link.click(), true;
  return false;
}

export function Keys({ words }) {
  const [help, setHelp] = useState(false);
  useEffect(() => {
    const down = (e) => {
      if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
      if (help && e.key === "Escape") return setHelp(false);
      if (typing(e.target) || document.querySelector("[role=dialog],[role=alertdialog],[role=menu]")) return;
      const done = {
        j: () => (go(1), true),
        k: () => (go(-1), true),
        "/": () => {
          const box = document.querySelector("#find, #scan");
          return shown(box) ? (box.focus(), box.select(), true) : false;
        },
        r: reply,
        n: () => {
          const tab = document.querySelector("#show-note");
          return tab ? (tab.click(), focusSoon(".zone-note textarea"), true) : false;
        },
        p: () => {
          const tab = document.querySelector("#show-prescribe");
          return tab ? (tab.click(), focusSoon("#rx-search"), true) : press("p");
        },
        "?": () => (setHelp((on) => !on), true),
      }[e.key] || (/^[acdhpsx]$/.test(e.key) ? () => press(e.key) : null);
      if (done && done()) e.preventDefault();
    };
    document.addEventListener("keydown", down);
    return () => document.removeEventListener("keydown", down);
  }, [help]);
  useEffect(() => {
    let last = -1;
    const seen = () => {
      const rows = [...document.querySelectorAll(ROWS)];
      const at = rows.findIndex((row) => row.hasAttribute("data-here"));
      if (at >= 0) last = at;
      else if (last >= 0 && document.activeElement === document.body) {
        const next = rows[Math.min(last, rows.length - 1)];
        last = -1;
        if (next) mark(next);
        else document.querySelector("main")?.focus();
      }
    };
    const watch = new MutationObserver(seen);
    watch.observe(document.body, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, []);
  if (!help) return null;
  return (
    <section className="keys" role="region" aria-label="Keyboard">
      <h2>Keyboard</h2>
      <dl>
        {words.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <button type="button" className="linkish" onClick={() => setHelp(false)}>
        Close
      </button>
    </section>
  );
}
