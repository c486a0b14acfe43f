import { useEffect, useRef, useState } from "react";
import { CircleAlert, Repeat, Send } from "lucide-react";
import { Already, Button, Controlled, Findings, Unchecked, call, day, ways } from "./prescription_part.jsx";

const AGAIN = 1500;
const BROKE = "The line broke before the answer came. Whether it was signed is looked up as soon as the line is back; it is never signed twice.";
const NOT_SIGNED = "It is not signed: the line broke before it arrived. Nothing is lost; you can sign it now.";
const WORDS = { "": "Sign and send", sending: "Signing…", asking: "Waiting for the line…" };

/* Whether a prescription was signed whose answer never came; asked again until somebody knows. */
export const wasSigned = async (id, going) => {
  while (going()) {
    try {
      const { status, said } = await call(ways.one(id), "GET");
      if (status === 200) return { view: said.status === "draft" ? null : said };
      if (status < 500) return { word: said.detail };
    } catch {
      /* still no line */
    }
    await new Promise((done) => setTimeout(done, AGAIN));
  }
  return {};
};

/* Everything once more before it is signed; one button signs, and acts once. */
export function Review({ view, gone, patient, severities, onBack, onSending, onSigned, sendingKey }) {
  const dialog = useRef(null), sent = useRef(false), shown = useRef(view);
  const [step, setStep] = useState("");
  const [problem, setProblem] = useState("");
  shown.current = view;

  useEffect(() => {
    if (view && !dialog.current.open) dialog.current.showModal();
    if (!view) dialog.current?.close();
    sent.current = false;
    setProblem("");
    setStep("");
  }, [view]);
  useEffect(() => {
    if (gone && view && !sent.current) onBack();
  }, [gone, view]);

  const ended = (word) => {
    onSending(null);
    setProblem(word);
    sent.current = false;
    setStep("");
  };
  const sign = async () => {
    if (sent.current) return;
    sent.current = true;
    setStep("sending");
    setProblem("");
    onSending(view);
    try {
      const { status, said } = await call(ways.sign(view.id), "POST", { mark: view.mark }, { headers: { "Idempotency-Key": sendingKey } });
      if (status < 300) return onSigned(said, view);
      return ended(said.detail || "This could not be signed. Please try again.");
    } catch {
      setStep("asking");
      setProblem(BROKE);
    }
    const going = () => shown.current === view;
    const { view: signed, word } = await wasSigned(view.id, going);
    if (!going()) return;
    if (signed) onSigned(signed, view);
    else ended(word || NOT_SIGNED);
  };
  const goes = view?.pharmacy
    ? `It goes to ${view.pharmacy}. ${patient} and the pharmacy see it at once.`
    : `${patient} sees it at once and chooses the pharmacy.`;
  return (
    <dialog ref={dialog} className="note-dialog rx-review" aria-labelledby="rx-review-title" onClose={onBack}>
      {view && (
        <>
          <h2 id="rx-review-title">Sign this prescription for {patient}?</h2>
          <p className="soft">{goes} Nothing in it can be changed afterwards.</p>
          {view.notes.length > 0 && (
            <div className="notice wait rx-notes">
              <Repeat size={16} aria-hidden="true" />
              <div>{view.notes.map((one) => <p key={one}>{one}</p>)}</div>
            </div>
          )}
          <ol className="rx-review-items">
            {view.items.map((one) => (
              <li key={one.key || one.position}>
                <p className="row wrap g4"><b>{one.name}</b><Controlled words={one.schedule_words} /></p>
                <p className="rx-sentence">{one.sentence}</p>
                <p className="small soft">Supply {one.quantity_words}</p>
                <Already said={one.already} />
                <Findings found={one.findings} severities={severities} id={"rx-review-" + one.position} />
              </li>
            ))}
          </ol>
          <dl className="facts rx-review-facts">
            <div><dt>Pharmacy</dt><dd>{view.pharmacy || "The patient chooses later"}</dd></div>
            <div>
              <dt>Valid until</dt>
              <dd>{day(view.valid_until)}{view.controlled && ": 28 days, because it holds a controlled drug"}</dd>
            </div>
            <div><dt>Repeats</dt><dd>{view.repeats ? `${view.repeats} more, every ${view.interval_days} days` : "Only once"}</dd></div>
            {view.note && <div><dt>Note to the pharmacist</dt><dd>{view.note}</dd></div>}
          </dl>
          <Unchecked what={view.not_checked} />
          {problem && <p role="alert" className="notice t-alarm"><CircleAlert size={16} aria-hidden="true" /><span>{problem}</span></p>}
          <div className="row end wrap">
            <Button size={3} onClick={() => dialog.current.close()}>Go back</Button>
            <Button size={3} look="solid" disabled={!!step} onClick={sign}>
              <Send size={16} aria-hidden="true" /> {WORDS[step]}
            </Button>
          </div>
        </>
      )}
    </dialog>
  );
}

/* Asks once before a draft is thrown away. */
export function Discard({ asked, patient, onBack, onDiscard }) {
  const dialog = useRef(null);
  useEffect(() => {
    if (asked && !dialog.current.open) dialog.current.showModal();
    if (!asked) dialog.current?.close();
  }, [asked]);
  return (
    <dialog ref={dialog} className="note-dialog" aria-labelledby="rx-discard-title" onClose={onBack}>
      <h2 id="rx-discard-title">Discard this draft?</h2>
      <p className="soft">What you wrote for {patient} is thrown away. Nobody else has seen it.</p>
      <div className="row end wrap">
        <Button size={3} onClick={() => dialog.current.close()}>Go back</Button>
        <Button size={3} look="solid" onClick={onDiscard}>Discard the draft</Button>
      </div>
    </dialog>
  );
}
