import { useEffect, useId, useRef, useState } from "react";
import { Search } from "lucide-react";
import { Controlled, units } from "./prescription_part.jsx";

const PAUSE = 90, SLOW = 400, SHORTEST = 2;
const NONE = "Nothing found. Try the substance, a brand, or fewer letters.";
const AWAY = "No connection: the list of medicines cannot be searched.";

/* Finds a medicine while somebody types; arrow keys choose, Enter takes, Escape closes. */
export function MedicineSearch({ input, onTake, disabled, first }) {
  const [found, setFound] = useState([]);
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState(false);
  const [word, setWord] = useState("");
  const timer = useRef(0), stop = useRef(null), list = useRef(null);
  const id = useId();

  useEffect(() => () => {
    clearTimeout(timer.current);
    stop.current?.abort();
  }, []);
  useEffect(() => {  // on a phone it opens behind the bar at the bottom
    if (open) list.current?.scrollIntoView({ block: "nearest" });
  }, [open, found]);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: "nearest" });
  }, [at, open]);

  const ask = async (text) => {
    stop.current = new AbortController();
    const slow = setTimeout(() => setWord("Searching…"), SLOW);
    try {
      const answer = await fetch("/api/medications?q=" + encodeURIComponent(text), { signal: stop.current.signal });
      const items = (await answer.json()).items || [];
      setFound(items);
      setAt(0);
      setOpen(items.length > 0);
      setWord(items.length ? `${items.length} found` : NONE);
    } catch (fault) {
      if (fault.name !== "AbortError") setWord(AWAY);
    } finally {
      clearTimeout(slow);
    }
  };
  const search = () => {
    const text = input.current.value.trim();
    clearTimeout(timer.current);
    stop.current?.abort();
    if (text.length < SHORTEST) {
      setOpen(false);
      setWord("");
      return;
    }
    timer.current = setTimeout(() => ask(text), PAUSE);
  };
  const take = (one) => {
    if (!one) return;
    input.current.value = "";
    setOpen(false);
    setFound([]);
    setWord(one.name + " added");
    onTake(one);
  };
  const pressed = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter") {
      event.preventDefault();
      if (open) take(found[at]);
    } else if (step && open) {
      event.preventDefault();
      setAt((at + step + found.length) % found.length);
    } else if (step && found.length) {
      event.preventDefault();
      setOpen(true);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    }
  };
  return (
    <div className="field rx-search">
      <label htmlFor="rx-search">{first ? "Which medicine?" : "Add another medicine"}</label>
      <div className="note-search" onBlur={(e) => !e.currentTarget.contains(e.relatedTarget) && setOpen(false)}>
        <Search size={16} aria-hidden="true" />
        <input
          ref={input} id="rx-search" type="text" className="rt-reset note-text" autoComplete="off" spellCheck={false} maxLength={100}
          role="combobox" aria-expanded={open} aria-controls={id} aria-autocomplete="list" disabled={disabled}
          aria-activedescendant={open && found[at] ? `${id}-${at}` : undefined} aria-describedby="rx-search-said"
          placeholder="amox 500, Ventolin, metformin mr…" onInput={search} onKeyDown={pressed}
          onFocus={() => input.current.value && search()} />
        <ul id={id} ref={list} role="listbox" aria-label="Medicines found" hidden={!open}>
          {found.map((one, index) => (
            <li
              key={one.id} id={`${id}-${index}`} role="option" aria-selected={index === at}
              onMouseDown={(e) => e.preventDefault()} onMouseMove={() => setAt(index)} onClick={() => take(one)}>
              <div>
                <p>
                  <b>{one.title}</b>{" "}
                  <span className="tiny muted nowrap">{Number(one.pack_size)} {units(one.pack_size, one.pack_unit)}</span>
                </p>
                {one.unknown.length > 0 && <p className="tiny muted">Not checked: {one.unknown.join(", ")}</p>}
              </div>
              <Controlled words={one.schedule_words} />
            </li>
          ))}
        </ul>
      </div>
      <p role="status" id="rx-search-said" className={/^[NS]/.test(word) ? "hint" : "vh"}>{word}</p>
    </div>
  );
}
