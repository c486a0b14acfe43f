import { useEffect, useRef, useState } from "react";
import { ITEM, NOTHING, call, clock, ways } from "./prescription_part.jsx";

const PAUSE = 1200, AGAIN = 4000;
const TEXTS = Object.keys(ITEM).filter((name) => name !== "key");

const read = (key) => {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
};
const plain = (value) => (typeof value === "string" ? value.trim() : value ?? "");
const spoken = (fields) =>
  JSON.stringify([
    fields.items.map((one) => TEXTS.map((name) => (name === "overrides" ? Object.entries(one.overrides || {}).sort() : plain(one[name])))),
    plain(fields.note), plain(fields.repeats), plain(fields.interval_days), plain(fields.pharmacy_id),
  ]);
export const same = (one, other) => spoken(one) === spoken(other);
export const empty = (fields) => !fields.items.length && !plain(fields.note);

/* A prescription while it is written: kept with every pause, found again after a reload, one truth for two tabs. */
export function useDraft({ desk, person, cut }) {
  const key = "portal:" + person + ":" + (desk.consultation_id || desk.patient_id) + ":prescription";
  const ready = !!desk.patient_id && !!person;
  const now = useRef({ key: "", id: "", base: "", dirty: false, busy: false, timer: 0, over: false, known: false });
  const held = useRef(NOTHING);
  const [fields, setFields] = useState(NOTHING);
  const [id, setId] = useState("");
  const [kept, setKept] = useState({ word: "", bad: false });
  const [clash, setClash] = useState(null);
  const [aside, setAside] = useState(null);

  const put = (next) => {
    held.current = next;
    setFields(next);
  };
  const hold = () =>
    sessionStorage.setItem(key, JSON.stringify({ fields: held.current, base: now.current.base, id: now.current.id, at: Date.now() }));
  const later = (wait) => {
    clearTimeout(now.current.timer);
    now.current.timer = setTimeout(() => save(), wait);
  };
  const change = (next) => {
    put(typeof next === "function" ? next(held.current) : { ...held.current, ...next });
    now.current.dirty = true;
    hold();
    later(PAUSE);
  };
  const agree = (mark) => {
    const here = now.current;
    here.base = mark;
    here.dirty = false;
    sessionStorage.removeItem(key);
    setKept({ word: mark ? "Saved " + clock(mark) : "", bad: false });
  };
  const known = (draft) => {
    now.current.id = draft.id;
    setId(draft.id);
  };
  const adopt = (draft) => {
    known(draft);
    put(draft.fields);
    agree(draft.mark);
  };
  /* Begin anew: it was signed, or discarded. */
  const leave = () => {
    clearTimeout(now.current.timer);
    Object.assign(now.current, { id: "", base: "", dirty: false, over: false, known: false });
    sessionStorage.removeItem(key);
    put(NOTHING);
    setId("");
    setClash(null);
    setAside(null);
    setKept({ word: "", bad: false });
  };

  const begin = async (extra) => {
    const { patient_id, consultation_id } = desk;
    const { status, said } = await call(ways.open, "POST", { patient_id, consultation_id: consultation_id || null }, extra);
    if (status >= 300) return said.detail || "please try again";
    known(said);
    now.current.base = said.mark;
    if (empty(said.fields) || same(said.fields, held.current)) return "";
    setClash(said);
    return "you began another one";
  };
  const save = async (extra) => {
    const here = now.current;
    if (!here.dirty || here.busy || here.over) return;
    here.dirty = false;
    here.busy = true;
    let next = null;
    const refused = (word) => {
      here.dirty = true;
      setKept({ word: "Not saved yet: " + word, bad: true });
    };
    try {
      const fault = here.id ? "" : await begin(extra);
      if (fault) {
        refused(fault);
        if (!here.id) next = AGAIN;
      } else {
        const { status, said } = await call(ways.draft(here.id), "PUT", { fields: held.current, base: here.base }, extra);
        if (status === 200) {
          here.base = said.mark;
          if (here.dirty) next = PAUSE;
          else sessionStorage.removeItem(key);
          setKept({ word: "Saved " + clock(said.mark), bad: false });
        } else {
          refused(said.detail || "please try again");
          if (status === 409) await settle();
          else next = AGAIN;
        }
      }
    } catch {
      refused("no connection");
      next = AGAIN;
    }
    here.busy = false;
    if (next && !here.over) later(next);
  };
  const settle = async () => {
    const here = now.current;
    const { status, said } = await call(ways.draft(here.id), "GET");
    if (status !== 200) {
      here.over = true;
      setKept({ word: "Not saved: " + (said.detail || "this prescription is no draft any more"), bad: true });
    } else if (same(said.fields, held.current)) agree(said.mark);
    else if (said.mark !== here.base) setClash(said);
  };
  const resolve = (mine) => {
    const before = held.current, { fields: theirs, mark } = clash;
    setClash(null);
    setAside(mine ? theirs : before);
    if (!mine) return adopt(clash);
    now.current.base = mark;
    now.current.dirty = true;
    save();
  };
  const swap = () => {
    const before = held.current;
    change(() => aside);
    setAside(before);
  };
  /* Wait until everything that was typed is kept; the draft's id, or nothing when it is not kept. */
  const flush = async () => {
    const here = now.current;
    clearTimeout(here.timer);
    for (let tries = 0; tries < 200 && here.busy; tries += 1) await new Promise((done) => setTimeout(done, 50));
    await save();
    return here.dirty ? "" : here.id;
  };

  useEffect(() => {
    if (!ready || now.current.key === key) return;
    const there = desk.draft, local = read(key);
    Object.assign(now.current, { key, id: there?.id || "", base: there?.mark || "", over: false, dirty: false, known: !!there });
    setId(there?.id || "");
    if (!local?.fields || (there && same(local.fields, there.fields))) {
      if (there) adopt(there);
      else put(NOTHING);
      return;
    }
    if (!there && local.id) {  // it was signed or discarded meanwhile
      put(NOTHING);
      setAside(local.fields);
      return;
    }
    const moved = there && there.mark !== local.base;
    if (moved && Date.parse(there.mark) >= local.at) {
      adopt(there);
      setAside(local.fields);
      return;
    }
    put(local.fields);
    if (moved) setAside(there.fields);
    now.current.dirty = true;
    save();
  }, [ready, key]);

  useEffect(() => {
    const here = now.current, there = desk.draft;
    if (!ready || here.key !== key || here.busy) return;
    if (!there) {
      if (!here.known) return;
      const lost = here.dirty ? held.current : null;
      leave();
      setKept({ word: "It is no draft any more: it was signed or discarded.", bad: false });
      if (lost && !empty(lost)) setAside(lost);
      return;
    }
    here.known = true;
    if (there.id === here.id && there.mark <= here.base) return;
    if (here.dirty && !same(there.fields, held.current)) setClash(there);
    else adopt(there);
  }, [desk.draft?.id, desk.draft?.mark]);

  useEffect(() => {
    if (!cut && now.current.dirty) save();
  }, [cut]);

  useEffect(() => {
    const away = () => {
      if (document.hidden) save({ keepalive: true });
    };
    const back = () => save();
    document.addEventListener("visibilitychange", away);
    window.addEventListener("online", back);
    return () => {
      clearTimeout(now.current.timer);
      document.removeEventListener("visibilitychange", away);
      window.removeEventListener("online", back);
    };
  }, [key]);

  return { id, fields, change, kept, clash, resolve, aside, swap, forget: () => setAside(null), flush, leave, ready };
}
