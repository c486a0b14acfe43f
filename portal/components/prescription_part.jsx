import { History, Info, LockKeyhole, ShieldAlert, TriangleAlert } from "lucide-react";

const PATIENCE = 10000;
const BASE = "/api/prescriptions";

export const ways = {
  open: BASE + "/drafts",
  draft: (id) => `${BASE}/${id}/draft`,
  review: (id) => `${BASE}/${id}/review`,
  sign: (id) => `${BASE}/${id}/sign`,
  discard: (id) => `${BASE}/${id}/discard`,
  made: BASE + "/previews",
  one: (id) => `${BASE}/${id}`,
};

export const ITEM = {
  key: "", medicine_id: "", dose: "", frequency: "", every_hours: "", as_needed: false, as_needed_for: "",
  max_per_day: "", duration_days: "", instruction: "", quantity: "", overrides: {},
};
export const NOTHING = { items: [], pharmacy_id: "", note: "", repeats: "", interval_days: "" };

export const randomKey = () =>
  [...crypto.getRandomValues(new Uint8Array(12))].map((b) => b.toString(16).padStart(2, "0")).join("");
export const clock = (mark) =>
  new Date(mark).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
export const day = (at) =>
  new Date(at).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });

export const call = async (path, method, body, extra = {}) => {
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

const STILL = ["ml", "l", "mg", "g", "kg", "cm", "mm", "mmol", "IU", "mcg", "%"];
/* The unit as it stands behind a number. */
export const units = (amount, unit) => {
  if (!unit || STILL.includes(unit) || Number(amount) <= 1) return unit;
  if (/[^aeiou]y$/.test(unit)) return unit.slice(0, -1) + "ies";
  return /(s|x|ch|sh)$/.test(unit) ? unit + "es" : unit + "s";
};

const ICONS = { contraindicated: ShieldAlert, serious: TriangleAlert, caution: Info };
const KINDS = {
  allergy: "Allergy", duplicate: "Twice the same", interaction: "Interaction", maximum: "Above the usual maximum",
  pregnancy: "Pregnancy",
};
const KNOWN = { word: "", tone: "wait" };

export function Severity({ severity, severities }) {
  const Icon = ICONS[severity] || Info;
  const { word, tone } = severities[severity] || KNOWN;
  return <span className={"pill t-" + tone}><Icon size={13} aria-hidden="true" />{word}</span>;
}

export function Controlled({ words }) {
  return words ? <span className="pill t-wait"><LockKeyhole size={13} aria-hidden="true" />{words}</span> : null;
}

/* What speaks against a medicine; where a reason is needed, the field for it. */
export function Findings({ found, severities, onReason, insist, id }) {
  if (!found.length) return null;
  return (
    <ul className="rx-found" aria-label="What speaks against it">
      {found.map((one, n) => {
        const bad = insist > 0 && one.needs_reason && !one.answered;
        return (
          <li key={one.key} className={"rx-finding t-" + (severities[one.severity] || KNOWN).tone}>
            <p className="row wrap g4">
              <Severity severity={one.severity} severities={severities} />
              <b>{KINDS[one.kind] || one.kind}</b>
            </p>
            <p>{one.sentence}{one.source && <span className="tiny muted"> {one.source}</span>}</p>
            {one.needs_reason && onReason && (
              <div className={bad ? "field bad" : "field"}>
                <label htmlFor={`${id}-why-${n}`}>Why do you prescribe it all the same?</label>
                {bad && <p className="err" id={`${id}-why-${n}-error`}><span className="vh">Error: </span>Say why, in at least 5 characters, or choose another medicine.</p>}
                <input
                  id={`${id}-why-${n}`} type="text" maxLength={600} autoComplete="off" className="rt-reset note-text" data-why=""
                  aria-invalid={bad || undefined} aria-describedby={`${id}-why-${n}-hint` + (bad ? ` ${id}-why-${n}-error` : "")}
                  value={one.said} onChange={(e) => onReason(one.key, e.target.value)} />
                <p className="hint" id={`${id}-why-${n}-hint`}>The pharmacist reads it.</p>
              </div>
            )}
            {!onReason && one.override_reason && <p className="small"><b>Your reason:</b> {one.override_reason}</p>}
          </li>
        );
      })}
    </ul>
  );
}

/* That the patient takes it already: a line to read, nothing to answer. */
export function Already({ said }) {
  return said ? <p className="rx-already small"><History size={14} aria-hidden="true" /><span>{said}</span></p> : null;
}

/* Facts that nobody has checked, or whole sentences about what the checks leave out. */
export function Unchecked({ what, facts }) {
  const named = facts?.length ? "Not checked: " + facts.join(", ") + "." : "";
  const said = [named, ...(what || [])].filter(Boolean).join(" ");
  if (!said) return null;
  return (
    <p className="rx-unchecked tiny">
      <Info size={13} aria-hidden="true" />
      <span>{said}</span>
    </p>
  );
}

export function Button({ children, look = "surface", size = 2, gray, ...rest }) {
  return (
    <button
      type="button" className={`rt-reset rt-BaseButton rt-Button rt-r-size-${size} rt-variant-${look}`}
      data-accent-color={gray || look === "surface" ? "gray" : undefined} {...rest}>
      {children}
    </button>
  );
}
