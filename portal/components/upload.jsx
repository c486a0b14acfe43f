import { useEffect, useRef, useState } from "react";

export const KINDS = "image/jpeg,image/png,image/webp,image/gif,image/heic,image/heif,.heic,.heif,application/pdf";

// A telephone's own kind: not every browser names it, and few can draw it before it is a JPEG.
const HEIC = /\.hei[cf]$/i;
const MEGABYTE = 1048576, LATE = 180000;

const newId = () => {
  if (crypto.randomUUID) return crypto.randomUUID();
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = (b[6] & 15) | 64;
  b[8] = (b[8] & 63) | 128;
  const h = [...b].map((x) => x.toString(16).padStart(2, "0")).join("");
  return [h.slice(0, 8), h.slice(8, 12), h.slice(12, 16), h.slice(16, 20), h.slice(20)].join("-");
};
const inWords = (n) => (n < MEGABYTE ? Math.ceil(n / 1024) + " kB" : (n / MEGABYTE).toFixed(1) + " MB");
const sentence = (x) => {
  if (x.status === 401) return "You are signed out. Sign in, and try again.";
  const said = x.response || {};
  return Object.values(said.errors || {})[0] || said.detail || "The server answered " + x.status + ".";
};

/* The files of one place: what waits, what is on its way, what failed and why. */
export function useFiles({ endpoint, fields, megabytes, most, onSent, taken }) {
  const [rows, setRows] = useState([]);
  const latest = useRef([]), lines = useRef({}), place = useRef(endpoint);
  const set = (next) => {
    latest.current = next;
    setRows(next);
  };
  const patch = (id, facts) => set(latest.current.map((r) => (r.id === id ? { ...r, ...facts } : r)));
  const forget = (row) => {
    lines.current[row.id]?.abort();
    delete lines.current[row.id];
    if (row.src?.startsWith("blob:")) URL.revokeObjectURL(row.src);
  };
  const drop = (id) => {
    latest.current.filter((r) => r.id === id).forEach(forget);
    set(latest.current.filter((r) => r.id !== id));
  };
  const send = (id, confirmed) => {
    const row = latest.current.find((r) => r.id === id);
    if (!row || row.fatal || row.st === "up" || row.st === "sent") return;
    const x = (lines.current[id] = new XMLHttpRequest());
    const failed = (why, fatal = false) => patch(id, { st: "failed", why, fatal });
    x.open("POST", endpoint);
    x.timeout = LATE;
    x.responseType = "json";
    x.setRequestHeader("X-Requested-With", "portal");
    x.upload.onprogress = (e) => e.lengthComputable && patch(id, { pct: Math.round((100 * e.loaded) / e.total) });
    x.onload = () => {
      if (x.status !== 201 || !x.response?.id) return failed(sentence(x), x.status === 413 || x.status === 415 || (x.status === 422 && !x.response?.errors));
      patch(id, { st: "sent", pct: 100, kept: x.response.id });
      onSent?.({ ...row, kept: x.response.id });
    };
    x.onerror = () => failed("The line broke. Try again.");
    x.ontimeout = () => failed("It took too long. Try again.");
    const form = new FormData();
    Object.entries({ ...fields, client_id: id, name: row.name, not_intimate: String(!!confirmed) })
      .forEach(([name, value]) => form.append(name, value));
    form.append("file", row.file, "file");
    patch(id, { st: "up", pct: 0, why: "", confirmed });
    x.send(form);
  };
  const add = (list) => {
    const room = most - latest.current.length - (taken || 0);
    const fresh = [...list].map((file, n) => {
      const heic = HEIC.test(file.name) || file.type.startsWith("image/hei");
      const picture = heic || file.type.startsWith("image/");
      let why = "";
      if (n >= room) why = "At most " + most + " files can be sent at once.";
      else if (file.size > megabytes * MEGABYTE) why = "Larger than " + megabytes + " MB.";
      else if (!file.size) why = "This file is empty.";
      const src = picture && !heic && !why ? URL.createObjectURL(file) : "";
      return { id: newId(), file, name: file.name || "Picture", size: inWords(file.size), picture, src, pct: 0, why, fatal: !!why, st: why ? "failed" : "ready" };
    });
    set([...latest.current, ...fresh]);
    return fresh.filter((r) => !r.fatal);
  };
  const keep = (kept) => set([...kept, ...latest.current]);
  const clear = () => {
    latest.current.forEach(forget);
    set([]);
  };
  useEffect(() => {
    if (place.current !== endpoint) clear();
    place.current = endpoint;
  }, [endpoint]);
  useEffect(() => () => latest.current.forEach(forget), []);
  return { rows, add, send, drop, keep, clear, now: () => latest.current };
}

export function Rows({ files, label, onRetry, onDrop }) {
  const list = useRef(null);
  const dropped = (row) => {
    const all = [...list.current.querySelectorAll("button.drop")];
    const at = all.findIndex((b) => b.dataset.row === row.id);
    (all[at + 1] || all[at - 1])?.focus();
    onDrop(row);
  };
  if (!files.length) return null;
  return (
    <ul className="up-rows" aria-label={label} ref={list}>
      {files.map((r) => (
        <li key={r.id} data-status={r.st}>
          {r.src ? <img src={r.src} alt="" /> : <span className="up-kind" aria-hidden="true">{r.picture ? "IMG" : "PDF"}</span>}
          <span className="up-name">
            <b>{r.name}</b>
            {r.st === "failed" ? <span className="up-why">{r.why}</span> : (
              <small>{r.size}{r.st === "ready" ? "" : r.st === "sent" ? " · Added" : r.pct < 100 ? " · " + r.pct + " %" : " · Checking…"}</small>
            )}
            {r.st === "up" && <progress max="100" value={r.pct < 100 ? r.pct : undefined} aria-label={"Sending " + r.name} />}
          </span>
          {r.st === "failed" && !r.fatal && (
            <button type="button" className="up-do" onClick={() => onRetry(r)} aria-label={"Try again: " + r.name}>Try again</button>
          )}
          <button type="button" className="up-do drop" data-row={r.id} onClick={() => dropped(r)}
            aria-label={(r.st === "up" ? "Cancel " : "Remove ") + r.name}>{r.st === "up" ? "Cancel" : "Remove"}</button>
        </li>
      ))}
    </ul>
  );
}

export function Confirm({ id, checked, wrong, onChange }) {
  return (
    <div className={wrong ? "up-confirm bad" : "up-confirm"}>
      <label htmlFor={id}>
        <input id={id} type="checkbox" checked={checked} aria-describedby={wrong ? id + "-why" : undefined}
          aria-invalid={wrong || undefined} onChange={(e) => onChange(e.target.checked)} />
        <span>I confirm that these pictures do not show intimate parts of the body.</span>
      </label>
      {wrong && <p id={id + "-why"} className="up-why">Confirm this first. For anything intimate, ask to be seen in person.</p>}
    </div>
  );
}

export function Said({ rows }) {
  const failed = rows.filter((r) => r.st === "failed").length;
  const sent = rows.filter((r) => r.st === "sent").length;
  const words = rows.length ? sent + " of " + rows.length + " files added" + (failed ? ", " + failed + " failed: " + rows.find((r) => r.st === "failed").why : "") : "";
  return <p role="status" className="vh">{words}</p>;
}

/* Buttons that open the device's own choosers. */
export function Choosers({ onFiles, compact }) {
  const files = useRef(null), camera = useRef(null);
  const chosen = (event) => {
    onFiles([...event.target.files]);
    event.target.value = "";
  };
  const hidden = { type: "file", hidden: true, tabIndex: -1, onChange: chosen };
  return (
    <>
      <input ref={files} {...hidden} multiple accept={KINDS} data-chooser="files" />
      <input ref={camera} {...hidden} accept="image/*" capture="environment" data-chooser="camera" />
      <button type="button" className={compact ? "up-icon" : "up-button"} onClick={() => files.current.click()}
        aria-label={compact ? "Add pictures or PDF" : undefined} title={compact ? "Add pictures or PDF" : undefined}>
        <Clip />{compact ? null : "Choose files"}
      </button>
      <button type="button" className={(compact ? "up-icon" : "up-button") + " up-camera"} onClick={() => camera.current.click()}
        aria-label={compact ? "Take a photo" : undefined}>
        <Lens />{compact ? null : "Take a photo"}
      </button>
    </>
  );
}

/* Let files be dropped onto `node`, and pasted while the person is in it or nowhere. */
export function useDrop(find, onFiles) {
  const take = useRef(onFiles);
  take.current = onFiles;
  useEffect(() => {
    const node = find();
    if (!node) return;
    const carries = (e) => [...(e.dataTransfer?.types || [])].includes("Files");
    const over = (e) => {
      if (!carries(e)) return;
      e.preventDefault();
      node.classList.add("drop-here");
    };
    const out = (e) => (!e.relatedTarget || !node.contains(e.relatedTarget)) && node.classList.remove("drop-here");
    const drop = (e) => {
      if (!carries(e)) return;
      e.preventDefault();
      node.classList.remove("drop-here");
      take.current([...e.dataTransfer.files]);
    };
    const paste = (e) => {
      const given = [...(e.clipboardData?.files || [])];
      const typing = document.activeElement?.matches("input,textarea,[contenteditable]");
      if (!given.length || (typing && !node.contains(document.activeElement))) return;
      e.preventDefault();
      take.current(given);
    };
    node.addEventListener("dragover", over);
    node.addEventListener("dragleave", out);
    node.addEventListener("drop", drop);
    document.addEventListener("paste", paste);
    return () => {
      node.removeEventListener("dragover", over);
      node.removeEventListener("dragleave", out);
      node.removeEventListener("drop", drop);
      document.removeEventListener("paste", paste);
    };
  }, []);
}

/* The part of a form that takes files: they are sent at once, and their ids go with the form. */
export function Upload({ name, purpose, confirm, megabytes, most, label }) {
  const endpoint = "/api/attachments";
  const box = useRef(null), [ticked, setTicked] = useState(false);
  const files = useFiles({ endpoint, fields: { purpose }, megabytes, most });
  const { rows } = files;
  const needs = confirm && rows.some((r) => r.picture && !r.fatal);
  const added = (list) => files.add(list).forEach((r) => (!r.picture || !confirm || ticked) && files.send(r.id, ticked));
  const tick = (yes) => {
    setTicked(yes);
    if (yes) files.now().filter((r) => r.st === "ready").forEach((r) => files.send(r.id, true));
  };
  const drop = (row) => {
    files.drop(row.id);
    const headers = { "X-Requested-With": "portal" };
    if (row.kept) fetch(endpoint + "/" + row.kept + "/withdraw", { method: "POST", headers });
  };
  useDrop(() => box.current, added);
  useEffect(() => {
    let gone = false;
    fetch(endpoint).then((r) => (r.ok ? r.json() : { items: [] })).then(({ items }) => {
      if (gone || !items.length) return;
      if (items.some((one) => one.is_picture)) setTicked(true);
      files.keep(items.map((one) => ({
        id: one.id, kept: one.id, name: one.name, size: one.size_words, picture: one.is_picture, pct: 100, why: "", st: "sent",
        src: one.is_picture ? endpoint + "/" + one.id + "/thumbnail" : "",
      })));
    }).catch(() => {});
    return () => { gone = true; };
  }, []);
  const waiting = rows.filter((r) => r.st !== "sent").length;
  return (
    <div className="up" ref={box} role="group" aria-label={label}>
      <input type="hidden" name={name} value={rows.filter((r) => r.kept).map((r) => r.kept).join(",")} readOnly />
      <input type="hidden" name={name + "_waiting"} value={waiting} readOnly />
      <div className="up-place">
        <p className="up-hint">Drop pictures or PDF here, paste a picture, or</p>
        <div className="row wrap"><Choosers onFiles={added} /></div>
        <p className="up-hint tiny">JPEG, PNG, WebP, GIF, HEIC or PDF, up to {megabytes} MB each. Where and when a picture was taken is removed.</p>
      </div>
      <Rows files={rows} label="Files to send along" onRetry={(r) => files.send(r.id, ticked)} onDrop={drop} />
      {needs && <Confirm id={name + "-confirm"} checked={ticked} onChange={tick} />}
      {needs && !ticked && <p className="up-hint small">The pictures are added once you have confirmed this.</p>}
      <Said rows={rows} />
    </div>
  );
}

const Icon = ({ children }) => (
  <svg width="18" height="18" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">{children}</svg>
);
const Clip = () => <Icon><path d="m21.44 11.05-9.19 9.19a6 6 0 0 1-8.49-8.49l8.57-8.57A4 4 0 1 1 18 8.84l-8.59 8.57a2 2 0 0 1-2.83-2.83l8.49-8.48" /></Icon>;
const Lens = () => <Icon><path d="M14.5 4h-5L7 7H4a2 2 0 0 0-2 2v9a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2V9a2 2 0 0 0-2-2h-3z" /><circle cx="12" cy="13" r="3" /></Icon>;
