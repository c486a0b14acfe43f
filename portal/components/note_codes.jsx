import { useEffect, useRef, useState } from "react";

const PAUSE = 120, MOST = 10;

export function Diagnoses({ codes, error, onChange }) {
  const [found, setFound] = useState([]);
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState(false);
  const [word, setWord] = useState("");
  const input = useRef(null), timer = useRef(0), stop = useRef(null);

  useEffect(() => () => {
    clearTimeout(timer.current);
    stop.current?.abort();
  }, []);

  const search = () => {
    const text = input.current.value.trim();
    clearTimeout(timer.current);
    stop.current?.abort();
    if (text.length < 2) {
      setOpen(false);
      setWord("");
      return;
    }
    timer.current = setTimeout(async () => {
      stop.current = new AbortController();
      const slow = setTimeout(() => setWord("Now searching…"), 400);
      try {
        const answer = await fetch("/api/codes/icd10?q=" + encodeURIComponent(text), { signal: stop.current.signal });
        const said = await answer.json();
        const items = said.items || [];
        setFound(items);
        setAt(0);
        setOpen(items.length > 0);
        setWord(items.length ? items.length + " found" : "Nothing found. Try another word, or the code.");
      } catch (fault) {
        if (fault.name !== "AbortError") setWord("No connection: write the diagnosis in the assessment.");
      } finally {
        clearTimeout(slow);
      }
    }, PAUSE);
  };
  const add = (one) => {
    if (!one) return;
    if (codes.length < MOST && !codes.some((c) => c.code === one.code))
      onChange([...codes, { code: one.code, label: one.label }]);
    input.current.value = "";
    setOpen(false);
    setWord(one.code + " added");
    input.current.focus();
  };
  const remove = (code) => {
    onChange(codes.filter((c) => c.code !== code));
    setWord(code + " removed");
    input.current.focus();
  };
  const pressed = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && open) {
      event.preventDefault();
      setAt((at + step + found.length) % found.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (open) add(found[at]);
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === "Backspace" && !input.current.value && codes.length) {
      remove(codes[codes.length - 1].code);
    }
  };
  return (
    <div className={error ? "field bad" : "field"}>
      <div className="note-label">
        <label htmlFor="note-codes">Diagnoses (ICD-10)</label>
        <p className="hint" id="note-codes-hint">Type a word or a code; arrow keys and Enter choose.</p>
      </div>
      {error && <p className="err"><span className="vh">Error: </span>{error}</p>}
      {codes.length > 0 && (
        <ul className="note-chips" aria-label="Chosen diagnoses">
          {codes.map((one) => (
            <li key={one.code}>
              <b>{one.code}</b> {one.label}
              <button type="button" aria-label={`Remove ${one.code} ${one.label}`} onClick={() => remove(one.code)}>×</button>
            </li>
          ))}
        </ul>
      )}
      <div className="note-search" onBlur={(e) => !e.currentTarget.contains(e.relatedTarget) && setOpen(false)}>
        <input
          ref={input} id="note-codes" type="text" className="rt-reset note-text" autoComplete="off" spellCheck={false}
          role="combobox" aria-expanded={open} aria-controls="note-found" aria-autocomplete="list"
          aria-activedescendant={open ? "note-found-" + at : undefined} aria-describedby="note-codes-hint"
          placeholder={codes.length < MOST ? "sore throat, J02…" : "Ten are the most"} disabled={codes.length >= MOST}
          onInput={search} onKeyDown={pressed} onFocus={() => input.current.value && search()} />
        <ul id="note-found" role="listbox" aria-label="Diagnoses found" hidden={!open}>
          {found.map((one, index) => (
            <li
              key={one.code} id={"note-found-" + index} role="option" aria-selected={index === at}
              onMouseDown={(e) => e.preventDefault()} onMouseMove={() => setAt(index)} onClick={() => add(one)}>
              <b>{one.code}</b>
              <span>{one.label}{one.term && <small>{one.term}</small>}</span>
            </li>
          ))}
        </ul>
      </div>
      <p role="status" className={word.startsWith("N") ? "hint" : "vh"}>{word}</p>
    </div>
  );
}
