import { useEffect, useRef } from "react";
import { Check, Pencil, Repeat, Trash2 } from "lucide-react";
import { Already, Button, Controlled, Findings, Severity, Unchecked, units } from "./prescription_part.jsx";

const USUAL = ["once_daily", "twice_daily", "three_daily", "four_daily", "morning", "night", "every_hours"];
const SHORT = { every_hours: "every … hours", when_needed: "no fixed times" };
const AT_WILL = "when_needed";
const DAYS = [["3", "3"], ["5", "5"], ["7", "7"], ["14", "14"], ["28", "28"], ["56", "56"]];
const SAID = ["Take it with food", "Take it on an empty stomach", "Drink plenty of water with it", "Finish the course", "Do not drink alcohol with it"];
const ORDER = ["dose", "frequency", "every_hours", "as_needed_for", "max_per_day", "duration_days", "instruction", "quantity"];
const WORST = { contraindicated: 0, serious: 1, caution: 2 };

const answers = (item, made) =>
  (made?.findings || []).map((one) => {
    const said = item.overrides[one.key] ?? "";
    return { ...one, said, override_reason: said, answered: !one.needs_reason || said.trim().length >= 5 };
  });
export const waits = (item, made) => !made || Object.keys(made.problems).length > 0 || answers(item, made).some((one) => !one.answered);

/* One medicine as it is written: how it is taken, how much, and what speaks against it. */
export function ItemEditor({ item, medicine, made, known, insist, frequencies, severities, onChange, onDone, onRemove, onKeep }) {
  const box = useRef(null);
  const id = "rx-" + item.key;
  const unit = medicine?.dose_unit || "";
  const found = answers(item, made);
  const problems = made?.problems || {};
  const wrong = (name) => (problems[name] && (insist > 0 || String(item[name] || "").trim()) ? problems[name] : "");
  const set = (name) => (event) => onChange({ [name]: event.target.value });
  const choose = (frequency) =>
    onChange({
      frequency,
      ...(frequency === "every_hours" ? {} : { every_hours: "" }),
    });
  const need = (needed) =>
    onChange(
      needed
        ? { as_needed: true, frequency: item.frequency || AT_WILL }
        : { as_needed: false, as_needed_for: "", max_per_day: "", frequency: item.frequency === AT_WILL ? "" : item.frequency });
  const offered = item.as_needed || item.frequency === AT_WILL ? [...USUAL, AT_WILL] : USUAL;
  const say = (text) => {
    const had = item.instruction.trim();
    const next = had ? had.replace(/[.,;]?$/, ". ") + text[0].toUpperCase() + text.slice(1) : text;
    onChange({ instruction: next });
  };

  useEffect(() => {
    box.current?.querySelector(`[id="${id}-dose"]`)?.focus();
    box.current?.scrollIntoView({ block: "nearest" });
  }, []);
  useEffect(() => {
    if (!insist) return;
    const first = ORDER.find((name) => problems[name]);
    const field = first ? box.current?.querySelector(`[data-field="${first}"]`) : box.current?.querySelector("[data-why][aria-invalid]");
    field?.focus();
  }, [insist]);

  const shell = (name, label, control, hint) => (
    <div className={wrong(name) ? "field bad" : "field"}>
      <label htmlFor={`${id}-${name}`}>{label}</label>
      {hint && <p className="hint" id={`${id}-${name}-hint`}>{hint}</p>}
      {wrong(name) && <p className="err" id={`${id}-${name}-error`}><span className="vh">Error: </span>{wrong(name)}</p>}
      {control}
    </div>
  );
  const shared = (name, width = "") => ({
    id: `${id}-${name}`, "data-field": name, type: "text", autoComplete: "off", className: "rt-reset note-text " + width,
    value: item[name], onChange: set(name), "aria-invalid": wrong(name) ? true : undefined,
    "aria-describedby": wrong(name) ? `${id}-${name}-error` : undefined,
  });
  const number = (name, behind, mode = "decimal") => (
    <div className="rx-number">
      <input {...shared(name, "short")} inputMode={mode} maxLength={8} />
      <span>{behind}</span>
    </div>
  );
  const computed = made && made.computed && made.quantity !== null ? String(made.quantity) : "";

  return (
    <form
      ref={box} className="rx-edit" aria-label={medicine?.name || "Medicine"} noValidate
      onSubmit={(e) => { e.preventDefault(); onDone(); }}>
      <div className="rx-edit-head">
        <div>
          <h3>{medicine?.name || made?.name || "This medicine is not in the list any more"}</h3>
          <p className="small soft">
            {[medicine?.route_words, medicine && `pack of ${Number(medicine.pack_size)} ${units(medicine.pack_size, medicine.pack_unit)}`].filter(Boolean).join(" · ")}
          </p>
        </div>
        <Controlled words={medicine?.schedule_words} />
      </div>
      <Unchecked facts={medicine?.unknown} />
      {known && known.sentence !== made?.sentence && (
        <Button onClick={() => onChange({ ...known.fields, key: item.key, overrides: item.overrides })}>
          <Repeat size={15} aria-hidden="true" /> As last time: {known.sentence} ({known.quantity_words})
        </Button>
      )}
      <div className="rx-line">
        {shell("dose", "Dose", number("dose", units(item.dose, unit)))}
        <fieldset className={"grow " + (wrong("frequency") ? "field bad" : "field")}>
          <legend>How often</legend>
          {wrong("frequency") && <p className="err"><span className="vh">Error: </span>{wrong("frequency")}</p>}
          <div className="rx-often">
            {offered.map((value) => (
              <label key={value}>
                <input
                  type="radio" name={id + "-often"} value={value} checked={item.frequency === value} onChange={() => choose(value)}
                  data-field={value === USUAL[0] ? "frequency" : undefined} />
                {SHORT[value] || frequencies.find((f) => f.value === value)?.label}
              </label>
            ))}
            <select
              className="rx-other" aria-label="How often: another way" value={offered.includes(item.frequency) ? "" : item.frequency}
              onChange={(e) => choose(e.target.value)}>
              <option value="">other…</option>
              {frequencies.filter((f) => ![...USUAL, AT_WILL].includes(f.value)).map((f) => <option key={f.value} value={f.value}>{f.label}</option>)}
            </select>
          </div>
        </fieldset>
      </div>
      <div className="rx-line">
        {item.frequency === "every_hours" && shell("every_hours", "Every", number("every_hours", "hours", "numeric"))}
        <label className="rx-tick">
          <input type="checkbox" checked={item.as_needed} onChange={(e) => need(e.target.checked)} />
          Only when needed
        </label>
        {item.as_needed && (
          <>
            <div className="grow">{shell("as_needed_for", "For what?", <input {...shared("as_needed_for")} maxLength={120} placeholder="pain" />)}</div>
            {shell("max_per_day", "At most in 24 hours", number("max_per_day", units(item.max_per_day, unit)))}
          </>
        )}
      </div>
      <div className="rx-line">
        {shell("duration_days", "For how long", (
          <div className="rx-number">
            <input {...shared("duration_days", "short")} inputMode="numeric" maxLength={3} />
            <span>days</span>
            <span className="rx-quick" role="group" aria-label="Usual durations">
              {DAYS.map(([days, word]) => (
                <button type="button" key={days} aria-label={days + " days"} aria-pressed={item.duration_days === days} onClick={() => onChange({ duration_days: item.duration_days === days ? "" : days })}>{word}</button>
              ))}
            </span>
          </div>
        ))}
        {shell("quantity", "Quantity", (
          <div className="rx-number">
            <input {...shared("quantity", "short")} inputMode="decimal" maxLength={8} placeholder={computed} />
            <span>{units(item.quantity || computed, medicine?.pack_unit)}</span>
            {item.quantity
              ? <button type="button" className="linkish" onClick={() => onChange({ quantity: "" })}>compute</button>
              : computed && <span className="tiny muted">computed</span>}
          </div>
        ))}
      </div>
      {shell("instruction", "Instruction", (
        <>
          <input {...shared("instruction")} maxLength={300} />
          <div className="note-hints" role="group" aria-label="Usual instructions">
            {SAID.map((text) => <button type="button" key={text} className="note-hint" onClick={() => say(text)}>{text}</button>)}
          </div>
        </>
      ))}
      <div className="rx-reads" aria-live="polite">
        <p className="tiny muted">The patient reads</p>
        <p className={made?.sentence ? "rx-sentence" : "soft"}>{made?.sentence || "Enter dose and frequency."}</p>
      </div>
      <Already said={made?.already} />
      {made?.notes?.map((one) => <p key={one} className="small t-wait">{one}</p>)}
      <Findings
        found={found} severities={severities} insist={insist} id={id}
        onReason={(key, reason) => onChange({ overrides: { ...item.overrides, [key]: reason } })} />
      <div className="rx-edit-end">
        <Button type="submit" look="soft"><Check size={15} aria-hidden="true" /> Done</Button>
        <Button look="ghost" gray onClick={onRemove}>Remove</Button>
        {made?.sentence && <Button look="ghost" gray onClick={onKeep}>Keep as a favourite</Button>}
        <Unchecked what={made?.not_checked} />
      </div>
    </form>
  );
}

/* One medicine that is written: what the patient reads, how much, and whether something still waits. */
export function ItemRow({ item, medicine, made, severities, onEdit, onRemove, place }) {
  const found = answers(item, made);
  const worst = [...found].sort((a, b) => WORST[a.severity] - WORST[b.severity])[0];
  const name = medicine?.name || made?.name || "Medicine";
  const open = waits(item, made);
  return (
    <div className="rx-row">
      <span className="rx-number-of" aria-hidden="true">{place}</span>
      <div className="grow">
        <h3>{name}</h3>
        <p>{made?.sentence || <span className="soft">{made ? "The dosage is not complete." : "…"}</span>}</p>
        <Already said={made?.already} />
        <p className="row wrap small soft g4 rx-facts">
          {made?.quantity_words && <span>Supply {made.quantity_words}</span>}
          <Controlled words={medicine?.schedule_words} />
          {worst && <Severity severity={worst.severity} severities={severities} />}
          {made && open && <b className="t-wait">{found.some((one) => !one.answered) ? "Needs a reason" : "Not complete"}</b>}
          {worst && !open && found.some((one) => one.needs_reason) && <span>Reason given</span>}
        </p>
      </div>
      <div className="rx-row-do">
        <Button look="ghost" gray aria-label={"Change: " + name} onClick={onEdit}><Pencil size={15} aria-hidden="true" /> Change</Button>
        <Button look="ghost" gray aria-label={"Remove: " + name} onClick={onRemove}><Trash2 size={15} aria-hidden="true" /></Button>
      </div>
    </div>
  );
}
