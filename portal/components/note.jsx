import { useContext, useEffect, useRef, useState } from "react";
import { EventLoopContext } from "$/utils/context";
import { Diagnoses } from "./note_codes.jsx";
import { Templates } from "./note_templates.jsx";

const PAUSE = 1500, AGAIN = 4000, PATIENCE = 10000;
const SECTIONS = [
  ["history", "History", "What the patient tells.", 3],
  ["examination", "Examination", "What you find: signs, measurements, pictures.", 2],
  ["assessment", "Assessment", "What you think it is.", 2],
  ["plan", "Plan", "What was agreed.", 2],
];
const ADVICE = [
  ["watch_for", "Watch for", "What would make you worry? One thing a line.", 3],
  ["act_by", "By when", "Until when should it be better?", 1],
  ["call_whom", "Call whom", "With the telephone number.", 1],
];
const ALL = [...SECTIONS, ...ADVICE];
const TEXTS = ALL.map((one) => one[0]);
const LIMIT = { act_by: 200, call_whom: 200 };

const clock = (mark) =>
  new Date(mark).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
const read = (key) => {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
};
const randomKey = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
const empty = (fields) => !TEXTS.some((name) => fields[name]) && !fields.codes?.length && !fields.outcome;
const same = (one, other) =>
  TEXTS.every((name) => (one[name] || "").trim() === (other[name] || "").trim()) &&
  (one.outcome || "") === (other.outcome || "") &&
  (one.codes || []).map((c) => c.code).join() === (other.codes || []).map((c) => c.code).join();
const call = async (path, method, body, extra = {}) => {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(path, {
      method, signal: stop.signal, ...extra,
      headers: { "Content-Type": "application/json", ...extra.headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return { status: answer.status, said: await answer.json().catch(() => ({})) };
  } finally {
    clearTimeout(timer);
  }
};

export function NoteEditor({
  editor, thread, person, patient, outcomes, templates, say, least, asked, lead, manage, onAsked, onKeep,
}) {
  const [, lost] = useContext(EventLoopContext);
  const cut = lost.length > 0;
  const key = "portal:" + person + ":" + thread + ":note";
  const path = "/api/consultations/" + thread;
  const form = useRef(null), dialog = useRef(null), summary = useRef(null);
  const now = useRef({ key: "", base: "", dirty: false, busy: false, timer: 0, over: false, sending: "" });
  const chosen = useRef([]);
  const [codes, setCodes] = useState([]);
  const [kept, setKept] = useState({ word: "", bad: false });
  const [errors, setErrors] = useState({});
  const [aside, setAside] = useState(null);
  const [clash, setClash] = useState(null);
  const [preview, setPreview] = useState(null);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState("");
  const [unsigned, setUnsigned] = useState(false);
  const ready = editor.consultation_id === thread && !!person;

  const put = (fields) => {
    TEXTS.forEach((name) => { form.current.elements[name].value = fields[name] || ""; });
    form.current.querySelectorAll("[name=outcome]").forEach((one) => { one.checked = one.value === fields.outcome; });
    chosen.current = fields.codes || [];
    setCodes(chosen.current);
  };
  const typed = () => ({
    ...Object.fromEntries(TEXTS.map((name) => [name, form.current.elements[name].value])),
    outcome: form.current.elements.outcome.value || "",
    codes: chosen.current,
  });
  const hold = () => sessionStorage.setItem(key, JSON.stringify({ fields: typed(), base: now.current.base, at: Date.now() }));
  const later = (wait) => {
    clearTimeout(now.current.timer);
    now.current.timer = setTimeout(() => save(), wait);
  };
  const changed = (event) => {
    const name = event?.target?.name;
    if (name && errors[name]) setErrors(({ [name]: _mended, ...rest }) => rest);
    now.current.dirty = true;
    hold();
    later(PAUSE);
  };

  const save = async (extra) => {
    const here = now.current;
    if (!here.dirty || here.busy || here.over || here.sending || !form.current) return;
    here.dirty = false;
    here.busy = true;
    let next = null;
    try {
      const { status, said } = await call(path + "/draft", "PUT", { fields: typed(), base: here.base }, extra);
      if (status === 200) {
        here.base = said.mark;
        if (here.dirty) next = PAUSE;
        else if (form.current) sessionStorage.removeItem(key);
        setKept({ word: "Saved " + clock(said.mark), bad: false });
      } else {
        here.dirty = true;
        setKept({ word: "Not saved yet: " + (said.detail || "please try again"), bad: true });
        if (status === 409) await settle();
        else next = AGAIN;
      }
    } catch {
      here.dirty = true;
      next = AGAIN;
      setKept({ word: "Not saved yet: no connection", bad: true });
    }
    here.busy = false;
    if (next && !here.over) later(next);
  };
  const settle = async () => {
    const { status, said } = await call(path + "/draft", "GET");
    if (status !== 200 || !said.mark || said.mark === now.current.base) now.current.over = true;
    else if (same(said.fields, typed())) agree(said.mark);  // a page that was left sent it last
    else setClash(said);
  };
  const agree = (mark) => {
    now.current.base = mark;
    now.current.dirty = false;
    sessionStorage.removeItem(key);
    setKept({ word: "Saved " + clock(mark), bad: false });
  };
  const adopt = (fields, mark) => {
    put(fields);
    agree(mark);
  };
  const resolve = (mine) => {
    const before = typed();
    const { fields, mark } = clash;
    setClash(null);
    if (!mine) adopt(fields, mark);
    setAside(mine ? fields : before);
    if (mine) {
      now.current.base = mark;
      changed();
      save();
    }
  };
  const swap = () => {
    const before = typed();
    put(aside);
    setAside(before);
    changed();
  };

  useEffect(() => {
    if (!ready || now.current.key === key) return;
    const there = editor.draft, local = read(key);
    now.current = { ...now.current, key, base: there?.mark || "", over: false, dirty: false };
    if (!local?.fields || (there && same(local.fields, there.fields))) {
      if (there) adopt(there.fields, there.mark);
      else put({});
      return;
    }
    const moved = there && there.mark !== local.base;
    if (moved && Date.parse(there.mark) >= local.at) {
      adopt(there.fields, there.mark);
      setAside(local.fields);
      return;
    }
    put(local.fields);
    if (moved) setAside(there.fields);
    now.current.dirty = true;
    save();
  }, [ready, key]);

  useEffect(() => {
    const here = now.current, there = editor.draft;
    if (!ready || here.key !== key || !there || here.busy || there.mark <= here.base) return;
    if (here.dirty && !same(there.fields, typed())) setClash(there);
    else adopt(there.fields, there.mark);
  }, [editor.draft?.mark]);

  useEffect(() => {
    if (!cut && now.current.dirty) save();
  }, [cut]);

  useEffect(() => {
    const leave = () => {
      if (document.hidden) save({ keepalive: true });
    };
    const back = () => save();
    document.addEventListener("visibilitychange", leave);
    window.addEventListener("online", back);
    return () => {
      clearTimeout(now.current.timer);
      document.removeEventListener("visibilitychange", leave);
      window.removeEventListener("online", back);
    };
  }, [key]);

  const missing = () => {
    const fields = typed();
    const found = Object.entries(least).filter(([name, size]) => (fields[name] || "").trim().length < size);
    return Object.fromEntries(found.map(([name]) => [name, say[name]]));
  };
  const refuse = (found, sentence = "", code = "") => {
    setErrors(found);
    setProblem(sentence);
    setUnsigned(code === "unsigned");
    dialog.current?.close();
    setTimeout(() => summary.current?.focus(), 0);
  };
  const review = () => {
    const found = missing();
    if (Object.keys(found).length) return refuse(found);
    setErrors({});
    setProblem("");
    now.current.sending = "";
    setPreview({ ...typed(), key: randomKey() });
    dialog.current?.showModal();
  };
  const complete = async () => {
    const here = now.current;
    if (here.sending) return;
    here.sending = preview.key;
    clearTimeout(here.timer);
    setSending(true);
    setProblem("");
    while (here.busy) await new Promise((done) => setTimeout(done, 50));  // a draft on its way
    const { key: mark, ...fields } = preview;
    sessionStorage.setItem(key, JSON.stringify({ fields, base: here.base, at: Date.now(), sending: Date.now() }));
    try {
      const { status, said } = await call(path + "/complete", "POST", fields, { headers: { "Idempotency-Key": mark } });
      if (status === 200) {
        here.over = true;
        sessionStorage.removeItem(key);
        dialog.current?.close();
      } else {
        here.sending = "";
        if (form.current) hold();
        refuse(said.errors || {}, said.detail || "This could not be completed. Please try again.", said.code);
      }
    } catch {
      here.sending = "";
      if (form.current) hold();
      setUnsigned(false);
      setProblem("Not sent: there is no connection. Nothing is lost; try again when the line is back.");
    }
    setSending(false);
  };

  useEffect(() => {
    if (!asked || !ready) return;
    const tab = document.getElementById("show-note");
    if (tab && !tab.checked) tab.click();
    setTimeout(() => (editor.completes && !empty(typed()) ? review() : form.current?.elements.history.focus()), 0);
    onAsked?.();
  }, [asked]);

  const add = (name, text) => {
    const field = form.current.elements[name];
    const had = field.value.trim();
    field.value = had ? had + (name === "act_by" || name === "call_whom" ? "; " : "\n") + text : text;
    field.focus();
    changed({ target: field });
  };
  const fill = (fields) => {
    Object.entries(fields).filter(([name]) => TEXTS.includes(name)).forEach(([name, text]) => {
      const field = form.current.elements[name];
      const had = field.value.trim();
      field.value = had ? had + "\n" + text : text;
    });
    changed();
  };
  const choose = (next) => {
    if (errors.codes) setErrors(({ codes: _mended, ...rest }) => rest);
    chosen.current = next;
    setCodes(next);
    changed();
  };

  const field = ([name, label, hint, rows]) => {
    const shared = {
      id: "note-" + name, name, maxLength: LIMIT[name] || 4000, onInput: changed, className: "rt-reset note-text",
      "aria-describedby": `note-${name}-hint` + (errors[name] ? ` note-${name}-error` : ""),
      "aria-invalid": errors[name] ? true : undefined,
    };
    return (
      <div key={name} className={errors[name] ? "field bad" : "field"}>
        <div className="note-label">
          <label htmlFor={shared.id}>{label}</label>
          <p className="hint" id={`note-${name}-hint`}>{hint}</p>
        </div>
        {errors[name] && <p className="err" id={`note-${name}-error`}><span className="vh">Error: </span>{errors[name]}</p>}
        {rows > 1 ? <textarea rows={rows} style={{ minHeight: rows * 21 + 16 }} {...shared} /> : <input type="text" autoComplete="off" {...shared} />}
        {(editor.suggestions[name] || []).length > 0 && (
          <div className="note-hints" role="group" aria-label={"Suggestions: " + label}>
            {editor.suggestions[name].map((text) => (
              <button type="button" key={text} className="note-hint" onClick={() => add(name, text)}>{text}</button>
            ))}
          </div>
        )}
      </div>
    );
  };
  const wrong = Object.entries(errors);
  return (
    <form ref={form} className="note" aria-label="Note" onSubmit={(e) => { e.preventDefault(); review(); }} onBlur={() => save()} noValidate>
      <div className="note-bar">
        <p role="status" className={kept.bad ? "note-kept bad" : "note-kept"}>
          {kept.word || (ready ? "Kept while you type; only you see it." : "Opening…")}
        </p>
        <Templates templates={templates} lead={lead} manage={manage} onFill={fill}
          onKeep={(title, practice) => {
            const { codes: _codes, outcome: _outcome, ...texts } = typed();
            onKeep?.("note", title, texts, practice);
          }} />
      </div>
      {(wrong.length > 0 || problem) && !sending && (
        <section className="errors" role="alert" tabIndex={-1} ref={summary} aria-labelledby="note-problem">
          <h2 id="note-problem">There is a problem</h2>
          <ul>
            {problem && (
              <li>
                {problem}{" "}
                {unsigned && (
                  <button type="button" className="linkish" onClick={() => document.getElementById("show-prescribe")?.click()}>Go to the prescription</button>
                )}
              </li>
            )}
            {wrong.map(([name, sentence]) => (
              <li key={name}><a href={"#note-" + name} onClick={(e) => { e.preventDefault(); document.getElementById("note-" + name)?.focus(); }}>{sentence}</a></li>
            ))}
          </ul>
        </section>
      )}
      {clash && (
        <div className="notice wait" role="alert">
          <p>You changed this note in another tab at {clock(clash.mark)}. Which version goes on? The other one is set aside.</p>
          <button type="button" className="linkish" onClick={() => resolve(false)}>Use that one</button>
          <button type="button" className="linkish" onClick={() => resolve(true)}>Keep this one</button>
        </div>
      )}
      {aside && !empty(aside) && (
        <p className="note-aside small">
          Another version of this note is set aside.
          <button type="button" className="linkish" onClick={swap}>Swap them</button>
          <button type="button" className="linkish" onClick={() => setAside(null)}>Forget it</button>
        </p>
      )}
      <fieldset className="note-part" disabled={!ready}>
        <legend>For clinicians</legend>
        {SECTIONS.slice(0, 3).map(field)}
        <Diagnoses codes={codes} error={errors.codes} onChange={choose} />
        {field(SECTIONS[3])}
      </fieldset>
      <fieldset className="note-part patient" disabled={!ready}>
        <legend>{patient} reads this</legend>
        <fieldset className={errors.outcome ? "field bad" : "field"} id="note-outcome" tabIndex={-1}>
          <legend>Outcome</legend>
          {errors.outcome && <p className="err"><span className="vh">Error: </span>{errors.outcome}</p>}
          <div className="note-outcomes">
            {outcomes.map((one) => (
              <label key={one.value}><input type="radio" name="outcome" value={one.value} onChange={changed} />{one.label}</label>
            ))}
          </div>
        </fieldset>
        {ADVICE.map(field)}
      </fieldset>
      <div className="note-end">
        <button type="submit" disabled={!ready || !editor.completes} className="rt-reset rt-BaseButton rt-Button rt-r-size-2 rt-variant-solid">Complete…</button>
        <span className="small soft">
          {editor.completes ? "You read it once more before it is sent." : "You can complete it once the consultation has started."}
        </span>
      </div>
      <dialog ref={dialog} className="note-dialog" aria-labelledby="note-confirm" onClose={() => setSending(false)}>
        <h2 id="note-confirm">Complete the consultation with {patient}?</h2>
        <p className="soft">The conversation closes and stays readable. {patient} is told at once and reads:</p>
        {preview && (
          <dl className="facts note-preview">
            <div><dt>Outcome</dt><dd>{outcomes.find((o) => o.value === preview.outcome)?.label}</dd></div>
            {ADVICE.map(([name, label]) => <div key={name}><dt>{label}</dt><dd>{preview[name]}</dd></div>)}
          </dl>
        )}
        {problem && <p role="alert" className="notice t-alarm">{problem}</p>}
        <div className="row end wrap">
          <button type="button" className="rt-reset rt-BaseButton rt-Button rt-r-size-3 rt-variant-surface" data-accent-color="gray" onClick={() => dialog.current.close()}>Go back</button>
          <button type="button" className="rt-reset rt-BaseButton rt-Button rt-r-size-3 rt-variant-solid" disabled={sending} onClick={complete}>
            {sending ? "Completing…" : "Complete consultation"}
          </button>
        </div>
      </dialog>
    </form>
  );
}

export function Leftover({ thread, person }) {
  const key = "portal:" + person + ":" + thread + ":note";
  const [left, setLeft] = useState(null);
  useEffect(() => {
    const look = () => {
      const found = person && thread ? read(key) : null;
      const flying = found?.sending && Date.now() - found.sending < PATIENCE + 2000;
      setLeft(found?.fields && !flying && !empty(found.fields) ? found.fields : null);
    };
    look();
    const beat = setInterval(look, 2000);
    return () => clearInterval(beat);
  }, [key]);
  if (!left) return null;
  return (
    <section className="notice wait note-left" aria-label="What was not sent">
      <div>
        <p>This was not part of the note: the consultation was closed before you sent it. Take what you need from it.</p>
        <dl className="facts spaced">
          {ALL.filter(([name]) => left[name]).map(([name, label]) => <div key={name}><dt>{label}</dt><dd>{left[name]}</dd></div>)}
          {left.codes?.length > 0 && <div><dt>Diagnoses</dt><dd>{left.codes.map((c) => c.code + " " + c.label).join("\n")}</dd></div>}
        </dl>
        <button type="button" className="linkish" onClick={() => { sessionStorage.removeItem(key); setLeft(null); }}>I do not need it any more</button>
      </div>
    </section>
  );
}
