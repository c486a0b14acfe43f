import { useEffect, useRef, useState } from "react";

const write = (text) => {
  const area = document.getElementById("message");
  if (!area) return;
  const had = area.value.trim() === "/" ? "" : area.value;
  const space = had && !had.endsWith("\n") && !had.endsWith(" ") ? " " : "";
  area.value = had + space + text;
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
};

export function SavedReplies({ replies, patient, clinician, lead, manage, onKeep }) {
  const [open, setOpen] = useState(false);
  const [filter, setFilter] = useState("");
  const [said, setSaid] = useState("");
  const box = useRef(null), button = useRef(null), title = useRef(null), shared = useRef(null), find = useRef(null);

  useEffect(() => {
    const slash = (event) => {
      if (event.target.id === "message" && event.key === "/" && !event.target.value) {
        event.preventDefault();
        setOpen(true);
      }
    };
    document.addEventListener("keydown", slash);
    return () => document.removeEventListener("keydown", slash);
  }, []);
  useEffect(() => {
    if (!open) return;
    setFilter("");
    setSaid("");
    find.current?.focus();
    const away = (event) => !box.current?.contains(event.target) && setOpen(false);
    document.addEventListener("pointerdown", away);
    return () => document.removeEventListener("pointerdown", away);
  }, [open]);

  const close = () => {
    setOpen(false);
    document.getElementById("message")?.focus();
  };
  const use = (one) => {
    setOpen(false);
    const names = { patient, clinician };
    write((one.fields.body || "").replace(/\{(patient|clinician)\}/g, (_, name) => names[name]));
  };
  const keep = () => {
    const body = document.getElementById("message")?.value.trim(), name = title.current.value.trim();
    if (!body) return setSaid("Write the message first, then keep it here.");
    if (!name) return title.current.focus();
    const general = patient ? body.split(patient).join("{patient}") : body;
    onKeep?.("reply", name, { body: clinician ? general.split(clinician).join("{clinician}") : general }, !!shared.current?.checked);
    close();
  };
  const pressed = (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops = [find.current, ...box.current.querySelectorAll(".text-list li button")].filter(Boolean);
    const next = stops[stops.indexOf(document.activeElement) + step];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  };
  const fits = replies.filter((r) => (r.title + " " + r.fields.body).toLowerCase().includes(filter.toLowerCase()));
  const group = (word, rows) =>
    rows.length > 0 && (
      <section aria-label={word}>
        <h3>{word}</h3>
        <ul>
          {rows.map((one) => (
            <li key={one.id}>
              <button type="button" onClick={() => use(one)}><b>{one.title}</b><span>{one.words}</span></button>
            </li>
          ))}
        </ul>
      </section>
    );
  return (
    <div className="text-menu up" ref={box} onKeyDown={pressed}>
      <button type="button" ref={button} aria-expanded={open} className="rt-reset rt-BaseButton rt-Button rt-r-size-1 rt-variant-ghost" onClick={() => setOpen(!open)}>
        Saved replies
      </button>
      {open && (
        <div className="text-list" role="dialog" aria-label="Saved replies">
          {replies.length > 0 && (
            <input ref={find} type="search" className="rt-reset note-text" aria-label="Find a reply" placeholder="Find a reply"
              onInput={(e) => setFilter(e.target.value)}
              onKeyDown={(e) => { if (e.key === "Enter") { e.preventDefault(); if (fits[0]) use(fits[0]); } }} />
          )}
          {group("Mine", fits.filter((t) => t.mine))}
          {group("The practice’s", fits.filter((t) => !t.mine))}
          {replies.length === 0 && <p className="soft small">No replies yet. Write a message, then keep it here under a name.</p>}
          {replies.length > 0 && fits.length === 0 && <p className="soft small">No reply holds these words.</p>}
          <div className="text-keep">
            <label htmlFor="reply-title">Keep what is typed as a reply</label>
            <div className="row">
              <input id="reply-title" ref={title} type="text" maxLength={80} className="rt-reset note-text" placeholder="Name"
                onKeyDown={(e) => { if (e.key === "Enter") { e.preventDefault(); keep(); } }} />
              <button type="button" className="rt-reset rt-BaseButton rt-Button rt-r-size-2 rt-variant-surface" onClick={keep}>Keep</button>
            </div>
            {lead && <label className="row small"><input type="checkbox" ref={shared} /> For everybody in the practice</label>}
            <p role="status" className="small">{said}</p>
          </div>
          <p className="small"><a href={manage}>Change or remove texts</a></p>
        </div>
      )}
    </div>
  );
}
