import { useContext, useEffect, useMemo, useRef, useState } from "react";
import { EventLoopContext } from "$/utils/context";
import { CheckCircle2, Send } from "lucide-react";
import { ItemEditor, ItemRow, waits } from "./prescription_item.jsx";
import { empty, useDraft } from "./prescription_keep.jsx";
import { Button, ITEM, call, clock, day, randomKey, ways } from "./prescription_part.jsx";
import { Discard, Review, wasSigned } from "./prescription_review.jsx";
import { MedicineSearch } from "./prescription_search.jsx";
import { Starts } from "./prescription_start.jsx";
import { Terms } from "./prescription_terms.jsx";

const PAUSE = 220, MOST = 20;

/* What is made of every medicine, asked again after each pause. */
function useMade({ patient, items, news, onFault }) {
  const [made, setMade] = useState({});
  const ask = useRef({ turn: 0, timer: 0 });
  const now = async () => {
    const turn = (ask.current.turn += 1);
    clearTimeout(ask.current.timer);
    if (!items.length) return {};
    try {
      const { status, said } = await call(ways.made, "POST", { patient_id: patient, items });
      if (status !== 200) return onFault(said.detail), null;
      const next = Object.fromEntries(items.map((one, n) => [one.key, said.items[n]]));
      if (turn === ask.current.turn) {
        setMade(next);
        onFault("");
      }
      return next;
    } catch {
      onFault("No connection: what you write is not checked for the moment.");
      return null;
    }
  };
  const spoken = JSON.stringify(items);
  useEffect(() => {
    if (!patient) return undefined;
    ask.current.timer = setTimeout(now, PAUSE);
    return () => clearTimeout(ask.current.timer);
  }, [spoken, patient, news]);
  return { made, now };
}

export function PrescriptionDesk({ desk, person, home, frequencies, routes, severities, news, onFavourite, onForget }) {
  const [, lost] = useContext(EventLoopContext);
  const cut = lost.length > 0;
  const draft = useDraft({ desk, person, cut });
  const { fields, change } = draft;
  const [open, setOpen] = useState("");
  const [insist, setInsist] = useState(0);
  const [found, setFound] = useState({});
  const [problems, setProblems] = useState({});
  const [fault, setFault] = useState("");
  const [checking, setChecking] = useState("");
  const [reviewing, setReviewing] = useState(null);
  const [discarding, setDiscarding] = useState(false);
  const [signed, setSigned] = useState(null);
  const [busy, setBusy] = useState(false);
  const search = useRef(null), sending = useRef("");
  const { made, now } = useMade({ patient: desk.patient_id, items: fields.items, news, onFault: setChecking });
  const medicines = useMemo(() => {
    const all = { ...desk.medicines, ...found };
    Object.values(all).forEach((one) => { one.route_words = routes[one.route] || ""; });
    return all;
  }, [desk.medicines, found]);
  const lastOf = useMemo(() => Object.fromEntries([...desk.before].reverse().map((one) => [one.medicine_id, one])), [desk.before]);
  const blank = empty(fields);
  const signing = `portal:${person}:${desk.consultation_id || desk.patient_id}:signing`;
  const usual = desk.pharmacies.find((one) => one.usual)?.id || "";

  useEffect(() => {
    if (location.hash !== "#prescribe" || !desk.patient_id) return;
    document.getElementById("show-prescribe")?.click();
    history.replaceState(null, "", location.pathname + location.search);
    setTimeout(() => search.current?.focus(), 50);
  }, [desk.patient_id]);

  /* Only once the dialog is shut: nothing outside an open one takes the focus. */
  useEffect(() => {
    if (signed) document.getElementById("rx-signed")?.focus();
  }, [signed]);

  /* It was being signed when the page was torn away: say what became of it. */
  useEffect(() => {
    const left = draft.ready && JSON.parse(sessionStorage.getItem(signing) || "null");
    if (!left) return undefined;
    let here = true;
    setFault("The line broke while this was being signed. Whether it was signed is looked up…");
    wasSigned(left.id, () => here).then(({ view, word }) => {
      if (!here) return;
      sessionStorage.removeItem(signing);
      setFault(view ? "" : word || "It is not signed: the line broke before it arrived. Look it through and sign it again.");
      if (view) sealed(view, left);
    });
    return () => { here = false; };
  }, [draft.ready, signing]);

  const sends = (view) => {
    if (!view) return sessionStorage.removeItem(signing);
    const { id, valid_until, pharmacy } = view;
    sessionStorage.setItem(signing, JSON.stringify({ id, valid_until, pharmacy }));
  };
  const add = (item) => {
    const key = randomKey();
    setSigned(null);
    setInsist(0);
    setProblems(({ items: _mended, ...rest }) => rest);
    change((had) => ({
      ...had, pharmacy_id: had.items.length ? had.pharmacy_id : had.pharmacy_id || usual,
      items: [...had.items, { ...ITEM, ...item, overrides: {}, key }].slice(0, MOST),
    }));
    setOpen(key);
  };
  const take = (medicine) => {
    setFound((had) => ({ ...had, [medicine.id]: medicine }));
    add({ medicine_id: medicine.id, dose: medicine.dose_unit === "application" ? "1" : "" });
  };
  const patch = (key, next) =>
    change((had) => ({ ...had, items: had.items.map((one) => (one.key === key ? { ...one, ...next } : one)) }));
  const remove = (key) => {
    change((had) => ({ ...had, items: had.items.filter((one) => one.key !== key) }));
    if (open === key) setOpen("");
    setTimeout(() => search.current?.focus(), 0);
  };
  const done = async (item) => {
    const fresh = await now();
    if (fresh && waits(item, fresh[item.key])) return setInsist((n) => n + 1);
    setOpen("");
    setInsist(0);
    setTimeout(() => search.current?.focus(), 0);
  };
  const terms = (next) => {
    setProblems((had) => Object.fromEntries(Object.entries(had).filter(([name]) => !(name in next))));
    change(next);
  };
  const review = async () => {
    if (busy) return;
    setBusy(true);
    setFault("");
    try {
      const fresh = await now();
      const bad = fresh && fields.items.find((one) => waits(one, fresh[one.key]));
      if (bad) {
        setOpen(bad.key);
        setInsist((n) => n + 1);
        setFault("Something still waits for you: it is marked below.");
        return setBusy(false);
      }
      const kept = await draft.flush();
      if (!kept) setFault("Not kept yet: wait for the connection, then try again.");
      else {
        const { status, said } = await call(ways.review(kept), "POST");
        if (status !== 200) setFault(said.detail || "This could not be looked through. Please try again.");
        else if (!said.ready) {
          setProblems(said.problems);
          const first = said.items.find((one) => Object.keys(one.problems).length || one.findings.some((f) => !f.answered));
          if (first) {
            setOpen(first.key);
            setInsist((n) => n + 1);
          }
          setFault(Object.values(said.problems)[0] || "Something still waits for you: it is marked below.");
        } else {
          sending.current = randomKey();
          setReviewing(said);
        }
      }
    } catch {
      setFault("No connection: what you wrote is kept here. Try again when the line is back.");
    }
    setBusy(false);
  };
  const sealed = (view, seen) => {
    sends(null);
    setFault("");
    setReviewing(null);
    setOpen("");
    draft.leave();
    setSigned({ ...view, until: seen.valid_until, where: seen.pharmacy });
  };
  const discard = async () => {
    setDiscarding(false);
    try {
      if (draft.id) {
        const { status, said } = await call(ways.discard(draft.id), "POST");
        if (status >= 300) return setFault(said.detail || "This could not be discarded.");
      }
      setOpen("");
      draft.leave();
    } catch {
      setFault("No connection: the draft is still there.");
    }
  };

  const hurried = (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.target.closest("dialog")) return;
    event.preventDefault();
    if (desk.writes && fields.items.length) review();
  };

  if (!desk.patient_id) return null;
  if (!desk.writes && blank)
    return <p className="soft pad">{desk.closed || "Only the clinician who holds this consultation prescribes here."}</p>;
  return (
    <section className="rx" aria-label={"Prescription for " + desk.patient} onKeyDown={hurried}>
      <h2 className="vh">Prescription</h2>
      <div className="note-bar">
        <p role="status" className={draft.kept.bad ? "note-kept bad" : "note-kept"}>
          {draft.kept.word || (blank ? "Kept while you write; only you see it until you sign." : "Draft")}
        </p>
        {(!blank || draft.id) && <Button look="ghost" size={1} gray onClick={() => setDiscarding(true)}>Discard…</Button>}
      </div>
      {!desk.writes && desk.closed && <p className="notice wait" role="status">{desk.closed}</p>}
      {draft.clash && (
        <div className="notice wait" role="alert">
          <p>You changed this prescription in another tab{draft.clash.mark && " at " + clock(draft.clash.mark)}. Which version goes on? The other one is set aside.</p>
          <button type="button" className="linkish" onClick={() => draft.resolve(false)}>Use that one</button>
          <button type="button" className="linkish" onClick={() => draft.resolve(true)}>Keep this one</button>
        </div>
      )}
      {draft.aside && !empty(draft.aside) && (
        <p className="note-aside small">
          Another version of this prescription is set aside.
          <button type="button" className="linkish" onClick={draft.swap}>Swap them</button>
          <button type="button" className="linkish" onClick={draft.forget}>Forget it</button>
        </p>
      )}
      {signed && (
        <div className="rx-signed" id="rx-signed" tabIndex={-1} role="status">
          <CheckCircle2 size={20} aria-hidden="true" />
          <div>
            <p><b>Signed.</b> {signed.where ? `${signed.where} has it now, and ${desk.patient} reads it` : `${desk.patient} reads it and chooses the pharmacy`}. Valid until {day(signed.until)}.</p>
            <p className="row wrap">
              <a href={`${home}/prescriptions/${signed.id}`}>Open prescription {signed.code}</a>
              <button type="button" className="linkish" onClick={() => search.current?.focus()}>Prescribe something else</button>
            </p>
          </div>
        </div>
      )}
      {fault && <p role="alert" className="notice t-alarm">{fault}</p>}
      {checking && <p role="status" className="notice wait">{checking}</p>}
      {!blank && (
        <ol className="rx-items">
          {fields.items.map((item, n) => (
            <li key={item.key} className={open === item.key ? "open" : ""} data-item={item.medicine_id}>
              {open === item.key ? (
                <ItemEditor
                  item={item} medicine={medicines[item.medicine_id]} made={made[item.key]} known={lastOf[item.medicine_id]}
                  insist={insist} frequencies={frequencies} severities={severities} onChange={(next) => patch(item.key, next)}
                  onDone={() => done(item)} onRemove={() => remove(item.key)}
                  onKeep={() => onFavourite?.(medicines[item.medicine_id]?.name || "", item)} />
              ) : (
                <ItemRow
                  item={item} place={n + 1} medicine={medicines[item.medicine_id]} made={made[item.key]} severities={severities}
                  onEdit={() => { setInsist(0); setOpen(item.key); }} onRemove={() => remove(item.key)} />
              )}
            </li>
          ))}
        </ol>
      )}
      {desk.writes && <MedicineSearch input={search} onTake={take} first={!fields.items.length} disabled={fields.items.length >= MOST} />}
      {desk.writes && !open && (
        <Starts
          before={desk.before} favourites={desk.favourites} taken={new Set(fields.items.map((one) => one.medicine_id))}
          onTake={(one) => add(one.fields)} onForget={(one) => onForget?.(one.id)} />
      )}
      {fields.items.length > 0 && (
        <>
          <Terms fields={fields} pharmacies={desk.pharmacies} problems={problems} onChange={terms} />
          <div className="note-end">
            <Button look="solid" disabled={busy || !desk.writes} onClick={review}>
              <Send size={15} aria-hidden="true" /> {busy ? "Checking…" : "Review and sign…"}
            </Button>
            <span className="small soft">You read it once more before it is signed. <kbd className="rx-key">Ctrl</kbd> <kbd className="rx-key">Enter</kbd></span>
          </div>
        </>
      )}
      <Review
        view={reviewing} gone={!!reviewing && draft.id !== reviewing.id} patient={desk.patient} severities={severities}
        sendingKey={sending.current} onBack={() => setReviewing(null)} onSending={sends} onSigned={sealed} />
      <Discard asked={discarding} patient={desk.patient} onBack={() => setDiscarding(false)} onDiscard={discard} />
    </section>
  );
}
