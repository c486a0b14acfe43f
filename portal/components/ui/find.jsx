import { useEffect, useId, useRef, useState } from "react";
import { useNavigate } from "react-router";

export function Find({ label, found, asked, onAsk }) {
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const wait = useRef(null);
  const id = useId();
  const go = useNavigate();
  const rows = asked === text.trim() ? found || [] : [];
  const told = text.trim().length < 2 ? "" : asked !== text.trim() ? "Searching…" : rows.length ? "" : "No patient of yours has this name or birth date.";
  useEffect(() => () => clearTimeout(wait.current), []);
  const type = (e) => {
    const next = e.target.value;
    setText(next);
    setAt(0);
    setOpen(true);
    clearTimeout(wait.current);
    if (next.trim().length > 1) wait.current = setTimeout(() => onAsk(next.trim()), 150);
  };
  const choose = (row) => {
    setOpen(false);
    setText("");
    go(row.href);
  };
  const key = (e) => {
    if (e.key === "ArrowDown") setAt((n) => Math.min(n + 1, rows.length - 1));
    else if (e.key === "ArrowUp") setAt((n) => Math.max(n - 1, 0));
    else if (e.key === "Enter" && rows[at]) choose(rows[at]);
    else if (e.key === "Escape") (open && text ? (setOpen(false), setText("")) : e.target.blur());
    else return;
    e.preventDefault();
  };
  const showing = open && text.trim().length > 1;
  return (
    <div className="find" role="search" onBlur={(e) => !e.currentTarget.contains(e.relatedTarget) && setOpen(false)}>
      <input id="find" type="search" role="combobox" autoComplete="off" spellCheck="false" maxLength={80}
        placeholder={label} aria-label={label} aria-expanded={showing} aria-controls={id} aria-autocomplete="list"
        aria-activedescendant={showing && rows[at] ? `${id}-${at}` : undefined}
        value={text} onChange={type} onKeyDown={key} onFocus={() => setOpen(true)} />
      <kbd aria-hidden="true">/</kbd>
      {showing && (
        <div className="found">
          <ul id={id} role="listbox" aria-label="Patients">
            {rows.map((row, n) => (
              <li key={row.href} id={`${id}-${n}`} role="option" aria-selected={n === at}
                onMouseDown={(e) => e.preventDefault()} onMouseEnter={() => setAt(n)} onClick={() => choose(row)}>
                <b>{row.name}</b> <span>{row.about}</span>
              </li>
            ))}
          </ul>
          <p role="status">{told}</p>
        </div>
      )}
    </div>
  );
}
