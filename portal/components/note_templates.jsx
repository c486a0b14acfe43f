import { useEffect, useRef, useState } from "react";

export function Templates({ templates, lead, manage, onFill, onKeep }) {
  const [open, setOpen] = useState(false);
  const box = useRef(null), button = useRef(null), title = useRef(null), shared = useRef(null);

  useEffect(() => {
    if (!open) return;
    const away = (event) => !box.current?.contains(event.target) && setOpen(false);
    const key = (event) => {
      if (event.key !== "Escape") return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener("pointerdown", away);
    document.addEventListener("keydown", key);
    return () => {
      document.removeEventListener("pointerdown", away);
      document.removeEventListener("keydown", key);
    };
  }, [open]);

  const keep = () => {
    const name = title.current.value.trim();
    if (!name) return title.current.focus();
    onKeep(name, !!shared.current?.checked);
    title.current.value = "";
    setOpen(false);
    button.current?.focus();
  };
  const group = (word, rows) =>
    rows.length > 0 && (
      <section aria-label={word}>
        <h3>{word}</h3>
        <ul>
          {rows.map((one) => (
            <li key={one.id}>
              <button type="button" onClick={() => { onFill(one.fields); setOpen(false); button.current?.focus(); }}>
                <b>{one.title}</b><span>{one.words}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
    );
  return (
    <div className="text-menu" ref={box} onBlur={(e) => e.stopPropagation()} onInput={(e) => e.stopPropagation()}>
      <button type="button" ref={button} aria-expanded={open} className="rt-reset rt-BaseButton rt-Button rt-r-size-1 rt-variant-surface" data-accent-color="gray" onClick={() => setOpen(!open)}>
        Templates
      </button>
      {open && (
        <div className="text-list" role="dialog" aria-label="Templates">
          {group("Mine", templates.filter((t) => t.mine))}
          {group("The practice’s", templates.filter((t) => !t.mine))}
          {templates.length === 0 && <p className="soft small">No templates yet. Write a note, then keep it here under a name.</p>}
          <div className="text-keep">
            <label htmlFor="template-title">Keep the present note as a template</label>
            <p className="hint">Leave out what belongs to this patient only.</p>
            <div className="row">
              <input id="template-title" ref={title} type="text" maxLength={80} className="rt-reset note-text" placeholder="Name"
                onKeyDown={(e) => { if (e.key === "Enter") { e.preventDefault(); keep(); } }} />
              <button type="button" className="rt-reset rt-BaseButton rt-Button rt-r-size-2 rt-variant-surface" onClick={keep}>Keep</button>
            </div>
            {lead && <label className="row small"><input type="checkbox" ref={shared} /> For everybody in the practice</label>}
          </div>
          <p className="small"><a href={manage}>Change or remove texts</a></p>
        </div>
      )}
    </div>
  );
}
