import { useState } from "react";
import { Icd10Found, useIcd10 } from "./icd10.jsx";

/* One diagnosis of a condition: the hidden field carries the code that was chosen. */
export function CodeField({ code, label, describedBy }) {
  const [chosen, setChosen] = useState(code ? { code, label } : null);
  const list = useIcd10({
    away: "No connection. Please try again.",
    onTake: (one) => {
      setChosen(one);
      list.setWord(one.code + " chosen");
      list.input.current.value = `${one.code} ${one.label}`;
    },
  });
  const typed = () => {
    setChosen(null);
    list.search();
  };
  return (
    <div className="note-search" onBlur={(e) => !e.currentTarget.contains(e.relatedTarget) && list.setOpen(false)}>
      <input type="hidden" name="code" value={chosen ? chosen.code : ""} readOnly />
      <input
        ref={list.input} id="code" type="text" className="select" autoComplete="off" spellCheck={false} role="combobox"
        aria-expanded={list.open} aria-controls="code-found" aria-autocomplete="list" aria-describedby={describedBy}
        aria-activedescendant={list.open ? "code-found-" + list.at : undefined} placeholder="diabetes type 2, E11…"
        defaultValue={code ? `${code} ${label}` : ""} onInput={typed} onKeyDown={list.pressed} />
      <Icd10Found list={list} id="code-found" />
      <p role="status" className={list.word.startsWith("No") ? "hint" : "vh"}>{list.word}</p>
    </div>
  );
}
