import { useEffect, useRef, useState } from "react";

const PAUSE = 120, SLOW = 400, SHORTEST = 2;
const NOTHING = "Nothing found. Try another word, or the code.";

/* Searches ICD-10 while somebody types; arrow keys choose, Enter takes, Escape closes. */
export function useIcd10({ away, onTake }) {
  const [found, setFound] = useState([]);
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState(false);
  const [word, setWord] = useState("");
  const input = useRef(null), timer = useRef(0), stop = useRef(null);

  useEffect(() => () => {
    clearTimeout(timer.current);
    stop.current?.abort();
  }, []);

  const ask = async (text) => {
    stop.current = new AbortController();
    const slow = setTimeout(() => setWord("Now searching…"), SLOW);
    try {
      const answer = await fetch("/api/codes/icd10?q=" + encodeURIComponent(text), { signal: stop.current.signal });
      const items = (await answer.json()).items || [];
      setFound(items);
      setAt(0);
      setOpen(items.length > 0);
      setWord(items.length ? items.length + " found" : NOTHING);
    } catch (fault) {
      if (fault.name !== "AbortError") setWord(away);
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
    setOpen(false);
    onTake(one);
  };
  /* Returns whether the key was for the list. */
  const pressed = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!open || !(step || event.key === "Enter" || event.key === "Escape")) return false;
    event.preventDefault();
    if (step) setAt((at + step + found.length) % found.length);
    else if (event.key === "Enter") take(found[at]);
    else {
      event.stopPropagation();
      setOpen(false);
    }
    return true;
  };
  return { found, at, setAt, open, setOpen, word, setWord, input, search, take, pressed };
}

export function Icd10Found({ list, id }) {
  return (
    <ul id={id} role="listbox" aria-label="Diagnoses found" hidden={!list.open}>
      {list.found.map((one, index) => (
        <li
          key={one.code} id={`${id}-${index}`} role="option" aria-selected={index === list.at}
          onMouseDown={(e) => e.preventDefault()} onMouseMove={() => list.setAt(index)} onClick={() => list.take(one)}>
          <b>{one.code}</b>
          <span>{one.label}{one.term && <small>{one.term}</small>}</span>
        </li>
      ))}
    </ul>
  );
}
