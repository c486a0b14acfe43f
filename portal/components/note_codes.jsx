import { Icd10Found, useIcd10 } from "./icd10.jsx";

const MOST = 10;

/* The diagnoses of a note: chips that can be taken away, and the field that adds one. */
export function Diagnoses({ codes, error, onChange }) {
  const list = useIcd10({
    away: "No connection: write the diagnosis in the assessment.",
    onTake: (one) => {
      if (codes.length < MOST && !codes.some((c) => c.code === one.code))
        onChange([...codes, { code: one.code, label: one.label }]);
      list.input.current.value = "";
      list.setWord(one.code + " added");
      list.input.current.focus();
    },
  });
  const remove = (code) => {
    onChange(codes.filter((c) => c.code !== code));
    list.setWord(code + " removed");
    list.input.current.focus();
  };
  const pressed = (event) => {
    if (list.pressed(event)) return;
    if (event.key === "Enter") event.preventDefault();
    else if (event.key === "Backspace" && !list.input.current.value && codes.length) {
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
      <div className="note-search" onBlur={(e) => !e.currentTarget.contains(e.relatedTarget) && list.setOpen(false)}>
        <input
          ref={list.input} id="note-codes" type="text" className="rt-reset note-text" autoComplete="off" spellCheck={false}
          role="combobox" aria-expanded={list.open} aria-controls="note-found" aria-autocomplete="list"
          aria-activedescendant={list.open ? "note-found-" + list.at : undefined} aria-describedby="note-codes-hint"
          placeholder={codes.length < MOST ? "sore throat, J02…" : "Ten are the most"} disabled={codes.length >= MOST}
          onInput={list.search} onKeyDown={pressed} onFocus={() => list.input.current.value && list.search()} />
        <Icd10Found list={list} id="note-found" />
      </div>
      <p role="status" className={list.word.startsWith("N") ? "hint" : "vh"}>{list.word}</p>
    </div>
  );
}
