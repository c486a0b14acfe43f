import { useEffect, useRef, useState } from "react";
import { CircleAlert, Send } from "lucide-react";
import { Already, Button, Controlled, Findings, Unchecked, call, day, ways } from "./prescription_part.jsx";

/* Everything once more before it is signed; one button signs, and acts once. */
export function Review({ view, patient, severities, onBack, onSigned, sendingKey }) {
  const dialog = useRef(null), sent = useRef(false);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState("");

  useEffect(() => {
    if (view && !dialog.current.open) dialog.current.showModal();
    if (!view) dialog.current?.close();
    sent.current = false;
    setProblem("");
    setSending(false);
  }, [view]);

  const sign = async () => {
    if (sent.current) return;
    sent.current = true;
    setSending(true);
    setProblem("");
    try {
      const { status, said } = await call(ways.sign(view.id), "POST", { mark: view.mark }, { headers: { "Idempotency-Key": sendingKey } });
      if (status < 300) return onSigned(said, view);
      setProblem(said.detail || "This could not be signed. Please try again.");
    } catch {
      setProblem("Not signed yet: there is no connection. Nothing is lost; try again when the line is back.");
    }
    sent.current = false;
    setSending(false);
  };
  const where = view?.pharmacy || "a pharmacy that " + patient + " chooses";
  return (
    <dialog ref={dialog} className="note-dialog rx-review" aria-labelledby="rx-review-title" onClose={onBack}>
      {view && (
        <>
          <h2 id="rx-review-title">Sign this prescription for {patient}?</h2>
          <p className="soft">It goes to {where}. {patient} and the pharmacy see it at once. Nothing in it can be changed afterwards.</p>
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
            <Button size={3} look="solid" disabled={sending} onClick={sign}>
              <Send size={16} aria-hidden="true" /> {sending ? "Signing…" : "Sign and send"}
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
