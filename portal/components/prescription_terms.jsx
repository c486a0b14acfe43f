import { Clock, Store } from "lucide-react";

const EVERY = [["28", "4 weeks"], ["56", "8 weeks"], ["84", "12 weeks"], ["7", "week"], ["14", "2 weeks"]];
const FIRST = 3;

/* What holds for the whole prescription: where it goes, how often again, a word to the pharmacist. */
export function Terms({ fields, pharmacies, problems, onChange }) {
  const chosen = fields.pharmacy_id;
  const near = pharmacies.slice(0, FIRST);
  const rest = pharmacies.slice(FIRST);
  const restChosen = rest.some((one) => one.id === chosen);
  const bad = (name) => problems[name] && <p className="err" id={`rx-${name}-error`}><span className="vh">Error: </span>{problems[name]}</p>;
  const choice = (one) => (
    <label key={one.id} className="rx-place">
      <input type="radio" name="rx-pharmacy" value={one.id} checked={chosen === one.id} onChange={() => onChange({ pharmacy_id: one.id })} />
      <span>
        <b>{one.name}</b>{one.usual && <span className="rx-chip">usual</span>}
        <small><Clock size={12} aria-hidden="true" /> <span className={one.open_now ? "t-done" : ""}>{one.hours_words}</span> · {one.address}</small>
      </span>
    </label>
  );
  return (
    <div className="rx-terms">
      <fieldset className={problems.pharmacy_id ? "field bad" : "field"}>
        <legend>To which pharmacy?</legend>
        {bad("pharmacy_id")}
        <div className="rx-places">
          {near.map(choice)}
          <label className="rx-place">
            <input type="radio" name="rx-pharmacy" value="" checked={!chosen} onChange={() => onChange({ pharmacy_id: "" })} />
            <span><b>The patient chooses later</b><small><Store size={12} aria-hidden="true" /> Any pharmacy can scan the printed code and supply it.</small></span>
          </label>
          {rest.length > 0 && (
            <details open={restChosen || undefined}>
              <summary>{rest.length} more {rest.length === 1 ? "pharmacy" : "pharmacies"}</summary>
              <div className="rx-places">{rest.map(choice)}</div>
            </details>
          )}
        </div>
      </fieldset>
      <div className="rx-terms-side">
        <div className={problems.repeats || problems.interval_days ? "field bad" : "field"}>
          <label htmlFor="rx-repeats">Repeats</label>
          {bad("repeats")}
          {bad("interval_days")}
          <div className="rx-number">
            <select
              id="rx-repeats" className="rx-other" value={fields.repeats || "0"}
              onChange={(e) => onChange(e.target.value === "0" ? { repeats: "", interval_days: "" } : { repeats: e.target.value, interval_days: fields.interval_days || "28" })}>
              <option value="0">Only once</option>
              {[...Array(12).keys()].map((n) => <option key={n} value={String(n + 1)}>{n + 1} more {n ? "times" : "time"}</option>)}
            </select>
            {fields.repeats && fields.repeats !== "0" && (
              <>
                <span>every</span>
                <select aria-label="Every" className="rx-other" value={fields.interval_days} onChange={(e) => onChange({ interval_days: e.target.value })}>
                  {!EVERY.some(([days]) => days === fields.interval_days) && <option value={fields.interval_days}>{fields.interval_days} days</option>}
                  {EVERY.map(([days, word]) => <option key={days} value={days}>{word}</option>)}
                </select>
              </>
            )}
          </div>
        </div>
        <div className={problems.note ? "field bad" : "field"}>
          <label htmlFor="rx-note">Note to the pharmacist</label>
          {bad("note")}
          <textarea id="rx-note" rows={2} maxLength={600} className="rt-reset note-text" value={fields.note} onChange={(e) => onChange({ note: e.target.value })} />
        </div>
      </div>
    </div>
  );
}
