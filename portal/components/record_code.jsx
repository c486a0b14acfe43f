import { useEffect, useRef, useState } from "react";

const PAUSE = 120;

export function CodeField({ code, label, describedBy }) {
  const [chosen, setChosen] = useState(code ? { code, label } : null);
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
    setChosen(null);
    clearTimeout(timer.current);
    stop.current?.abort();
    if (text.length < 2) {
      setOpen(false);
      setWord("");
      return;
    }
    timer.current = setTimeout(async () => {
      stop.current = new AbortController();
      try {
        const answer = await fetch("/api/codes/icd10?q=" + encodeURIComponent(text), { signal: stop.current.signal });
        const items = (await answer.json()).items || [];
        setFound(items);
        setAt(0);
        setOpen(items.length > 0);
        setWord(items.length ? items.length + " found" : "Nothing found. Try another word, or the code.");
      } catch (fault) {
        if (fault.name !== "AbortError") setWord("No connection. Please try again.");
      }
    }, PAUSE);
  };
  const choose = (one) => {
    if (!one) return;
    setChosen(one);
    setOpen(false);
    setWord(one.code + " chosen");
    input.current.value = `${one.code} ${one.label}`;
  };
  const pressed = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && open) {
      event.preventDefault();
      setAt((at + step + found.length) % found.length);
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      choose(found[at]);
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      setOpen(false);
    }
  };
  return (
    <div className="note-search" onBlur={(e) => !e.currentTarget.contains(e.relatedTarget) && setOpen(false)}>
      <input type="hidden" name="code" value={chosen ? chosen.code : ""} readOnly />
      <input
        ref={input} id="code" type="text" className="select" autoComplete="off" spellCheck={false} role="combobox"
        aria-expanded={open} aria-controls="code-found" aria-autocomplete="list" aria-describedby={describedBy}
        aria-activedescendant={open ? "code-found-" + at : undefined} placeholder="diabetes type 2, E11…"
        defaultValue={code ? `${code} ${label}` : ""} onInput={search} onKeyDown={pressed} />
      <ul id="code-found" role="listbox" aria-label="Diagnoses found" hidden={!open}>
        {found.map((one, index) => (
          <li
            key={one.code} id={"code-found-" + index} role="option" aria-selected={index === at}
            onMouseDown={(e) => e.preventDefault()} onMouseMove={() => setAt(index)} onClick={() => choose(one)}>
            <b>{one.code}</b>
            <span>{one.label}{one.term && <small>{one.term}</small>}</span>
          </li>
        ))}
      </ul>
      <p role="status" className={word.startsWith("No") ? "hint" : "vh"}>{word}</p>
    </div>
  );
}
