import { useContext, useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { EventLoopContext } from "$/utils/context";
import { Choosers, Confirm, Rows, Said, useDrop, useFiles } from "$/public/external/portal/components/upload/upload.jsx";

const PREFIX = "portal:";
const LATE = 8000, AGAIN = 4000, TYPING = 2000, NEAR = 80;

/* Which conversation this address was last known to show; it outlives a page that is drawn anew. */
let home = { path: "", key: "" };

const newId = () => {
  if (crypto.randomUUID) return crypto.randomUUID();
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = (b[6] & 15) | 64;
  b[8] = (b[8] & 63) | 128;
  const h = [...b].map((x) => x.toString(16).padStart(2, "0")).join("");
  return [h.slice(0, 8), h.slice(8, 12), h.slice(12, 16), h.slice(16, 20), h.slice(20)].join("-");
};
const read = (key) => {
  try {
    return JSON.parse(sessionStorage.getItem(key)) || {};
  } catch {
    return {};
  }
};
const drawn = (id) => document.querySelector(`#log [data-cid="${CSS.escape(id)}"]`);

export function Composer({ thread, person, partner, refused, refusedWhy, confirm, megabytes, onSend, onTyping }) {
  const [, errors] = useContext(EventLoopContext);
  const cut = errors.length > 0;
  /* A page that is read again belongs to nobody for a moment. What is sent then is still meant for
     the conversation of this address; it waits until the page is known again. */
  const own = person && thread ? PREFIX + person + ":" + thread : "";
  const known = useRef(false), wanted = useRef(""), path = window.location.pathname;
  if (own && path.includes(thread)) home = { path, key: own };
  const key = own || (home.path === path ? home.key : "");
  known.current = own !== "";
  const area = useRef(null), typed = useRef(0), send = useRef(onSend);
  const [box, setBox] = useState([]);
  const [ready, setReady] = useState("");
  const [place, setPlace] = useState(null);
  const latest = useRef([]), form = useRef(null);
  const [ticked, setTicked] = useState(false), [wrong, setWrong] = useState(false);
  const files = useFiles({
    endpoint: "/api/consultations/" + thread + "/attachments",
    fields: {}, megabytes, most: 10, onSent: (row) => files.drop(row.id),
  });
  const pictures = confirm && files.rows.some((r) => r.picture && !r.fatal);
  useDrop(() => form.current?.closest(".chat"), (list) => {
    files.add(list);
    area.current?.focus();
  });
  send.current = onSend;
  latest.current = box;

  const keep = (messages, draft = area.current?.value ?? "") => {
    if (!key) return;
    if (draft || messages.length) sessionStorage.setItem(key, JSON.stringify({ draft, box: messages }));
    else sessionStorage.removeItem(key);
  };
  const change = (next) => {
    latest.current = next;
    setBox(next);
    keep(next);
  };
  const offer = (one) => known.current && send.current?.(one.id, one.body);

  useEffect(() => {
    setTicked(false);
    setWrong(false);
  }, [thread, files.rows.length === 0]);

  useEffect(() => {
    if (!key || ready === key) return;
    const kept = read(key);
    if (area.current) area.current.value = (ready ? "" : area.current.value) || kept.draft || "";
    const now = Date.now();
    change((kept.box || []).map((m) => ({ ...m, tried: now })));
    (kept.box || []).filter((m) => !m.failed).forEach(offer);
    setReady(key);
    if (wanted.current === path) form.current?.requestSubmit();
    wanted.current = "";
  }, [key, ready]);

  useEffect(() => {
    const settle = () => {
      const left = latest.current.filter((m) => !drawn(m.id));
      if (left.length !== latest.current.length) change(left);
    };
    const log = document.getElementById("log");
    const seen = new MutationObserver(settle);
    if (log) seen.observe(log, { childList: true, subtree: true });
    setPlace(document.getElementById("pending"));
    const beat = setInterval(() => {
      settle();
      setPlace(document.getElementById("pending"));
      const now = Date.now();
      const due = latest.current.filter((m) => !m.failed && now - m.tried > AGAIN);
      if (!due.length) return;
      change(latest.current.map((m) => (due.includes(m) ? { ...m, tried: now } : m)));
      if (document.body.dataset.live === "true") due.forEach(offer);
    }, 1000);
    return () => {
      seen.disconnect();
      clearInterval(beat);
    };
  }, [key, own]);

  useEffect(() => {
    if (!cut) latest.current.filter((m) => !m.failed).forEach(offer);
  }, [cut, own]);

  useEffect(() => {
    if (refused && latest.current.some((m) => m.id === refused))
      change(latest.current.map((m) => (m.id === refused ? { ...m, failed: refusedWhy || "Not sent" } : m)));
  }, [refused, refusedWhy]);

  const submit = (event) => {
    event.preventDefault();
    const ready = files.now().filter((r) => r.st === "ready");
    if (ready.some((r) => r.picture) && confirm && !ticked) {
      setWrong(true);
      return document.getElementById("not-intimate")?.focus();
    }
    ready.forEach((r) => files.send(r.id, ticked));
    const body = area.current.value.trim();
    if (!key) wanted.current = path;
    if (!body || !key) return area.current.focus();
    const now = Date.now();
    const one = { id: newId(), body, at: now, tried: now, failed: "" };
    area.current.value = "";
    change([...latest.current, one]);
    offer(one);
    area.current.focus();
    setTimeout(() => document.getElementById("pending")?.scrollIntoView({ block: "end" }), 0);
  };
  const pressed = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) submit(event);
  };
  const wrote = () => {
    keep(latest.current);
    if (area.current.value.trim() && Date.now() - typed.current > TYPING) {
      typed.current = Date.now();
      onTyping?.();
    }
  };
  const retry = (id) => {
    const now = Date.now();
    change(latest.current.map((m) => (m.id === id ? { ...m, failed: "", at: now, tried: now } : m)));
    offer(latest.current.find((m) => m.id === id));
  };
  const drop = (id) => change(latest.current.filter((m) => m.id !== id));

  const waiting = box.map((m) => {
    const late = cut || Date.now() - m.at > LATE;
    return (
      <article key={m.id} className="msg me-msg unsent" data-pending={m.id}>
        <div className="bub">{m.body}</div>
        {m.failed ? (
          <p className="by t-alarm">
            {"Not sent: " + m.failed + " "}
            <button type="button" className="linkish" onClick={() => retry(m.id)}>Try again</button>
            <button type="button" className="linkish" onClick={() => drop(m.id)}>Remove</button>
          </p>
        ) : (
          <p className="by">
            {late ? "Not sent yet, trying again… " : "Sending…"}
            {late && <button type="button" className="linkish" onClick={() => retry(m.id)}>Try again</button>}
          </p>
        )}
      </article>
    );
  });
  return (
    <form className="composer" onSubmit={submit} aria-label="New message" ref={form}>
      {place && createPortal(waiting, place)}
      <label htmlFor="message" className="vh">{"Message to " + partner}</label>
      <textarea
        id="message" ref={area} rows={2} maxLength={4000} placeholder={"Write to " + partner + "…"}
        onKeyDown={pressed} onInput={wrote} className="rt-reset composer-text" />
      <Rows files={files.rows} label="Files to send" onDrop={(r) => files.drop(r.id)} onRetry={(r) => files.send(r.id, r.confirmed)} />
      {pictures && <Confirm id="not-intimate" checked={ticked} wrong={wrong && !ticked} onChange={(yes) => { setTicked(yes); setWrong(false); }} />}
      <Said rows={files.rows} />
      <div className="row between">
        <span className="row composer-add"><Choosers onFiles={files.add} compact />
          <span className="tiny muted">Enter sends · Shift+Enter new line</span></span>
        <button type="submit" className="rt-reset rt-BaseButton rt-Button rt-r-size-2 rt-variant-solid">Send</button>
      </div>
    </form>
  );
}

export function Reading({ thread, onSeen, onTop }) {
  const seen = useRef(onSeen), top = useRef(onTop);
  seen.current = onSeen;
  top.current = onTop;
  useEffect(() => {
    const log = document.getElementById("log");
    if (!log || !thread) return;
    let best = 0, timer = 0, stick = true;
    const visible = new Set();
    const report = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (document.hidden) return;
        const far = Math.max(0, ...[...visible].map((n) => Number(n.dataset.mid) || 0));
        if (far > best) {
          best = far;
          seen.current?.(far);
        }
      }, 500);
    };
    const watcher = new IntersectionObserver((entries) => {
      entries.forEach((e) => (e.isIntersecting ? visible.add(e.target) : visible.delete(e.target)));
      report();
    }, { root: log, threshold: 0.5 });
    const watched = new WeakSet();
    const bottom = () => { log.scrollTop = log.scrollHeight; };
    const look = () => {
      log.querySelectorAll('[data-mid][data-mine="no"]').forEach((n) => {
        if (!watched.has(n)) {
          watched.add(n);
          watcher.observe(n);
        }
      });
      if (stick) bottom();
    };
    const scrolled = () => {
      stick = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
      if (log.scrollTop < 24 && log.scrollHeight > log.clientHeight && log.querySelector(".earlier")) top.current?.();
    };
    const grown = new MutationObserver(look);
    grown.observe(log, { childList: true, subtree: true });
    const sized = new ResizeObserver(() => stick && bottom());
    sized.observe(log);
    log.addEventListener("scroll", scrolled, { passive: true });
    document.addEventListener("visibilitychange", report);
    window.addEventListener("focus", report);
    look();
    return () => {
      clearTimeout(timer);
      watcher.disconnect();
      grown.disconnect();
      sized.disconnect();
      log.removeEventListener("scroll", scrolled);
      document.removeEventListener("visibilitychange", report);
      window.removeEventListener("focus", report);
    };
  }, [thread]);
  return null;
}
