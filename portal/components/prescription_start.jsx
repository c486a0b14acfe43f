import { Star, Repeat } from "lucide-react";

const FEW = 5;

/* One click begins with what the patient had before, or with a favourite. */
export function Starts({ before, favourites, taken, onTake, onForget }) {
  const left = (rows, most) => rows.filter((one) => !taken.has(one.medicine_id)).slice(0, most);
  const list = (title, Icon, rows, forget) =>
    rows.length > 0 && (
      <section className="rx-start" aria-label={title}>
        <h3><Icon size={14} aria-hidden="true" /> {title}</h3>
        <ul>
          {rows.map((one) => (
            <li key={one.id}>
              <button type="button" className="rx-again" onClick={() => onTake(one)}>
                <b>{one.name}</b>
                {one.name !== one.medicine && <span className="rx-of">{one.medicine}</span>}
                <span>{one.sentence}</span>
              </button>
              {forget && <button type="button" className="rx-forget" aria-label={"No favourite any more: " + one.name} onClick={() => forget(one)}>×</button>}
            </li>
          ))}
        </ul>
      </section>
    );
  const shown = list("Prescribe again", Repeat, left(before, FEW));
  const mine = list("Favourites", Star, left(favourites, FEW * 2), onForget);
  if (!shown && !mine) return null;
  return <div className="rx-starts">{shown}{mine}</div>;
}
