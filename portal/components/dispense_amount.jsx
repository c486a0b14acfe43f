import { useEffect, useRef, useState } from "react";

const figure = (n) => String(Math.round(n * 1000) / 1000);

export function Amount({ item, name, whole, left, start, next, due, disabled, error, refusals, onSupply }) {
  const [text, setText] = useState(figure(start || left));
  const [asked, setAsked] = useState(false);
  const [mended, setMended] = useState(0);
  const box = useRef(null);
  useEffect(() => setText(figure(start || left)), [left, start]);
  useEffect(() => {
    if (!error) return;
    box.current?.focus();
    box.current?.select();
  }, [error, refusals]);
  const wanted = Number(text.trim().replace(",", "."));
  const wrong = !text.trim() || !Number.isFinite(wanted) || wanted <= 0 || wanted > left;
  const owed = wrong ? 0 : Math.round((left - wanted) * 1000) / 1000;
  const word = wrong || !owed ? "Supply" : `Supply ${figure(wanted)}, owe ${figure(owed)}`;
  const unfit = wanted > left ? `Only ${figure(left)} left to supply.` : "Enter how much, for example 28.";
  const said = wrong ? (asked || wanted > left ? unfit : "") : error && refusals !== mended ? error : "";
  const send = () => {
    if (!wrong) return onSupply(item, wanted);
    setAsked(true);
    box.current?.focus();
  };
  return (
    <>
      <span className="qty">
        <label className="vh" htmlFor={`amount-${item}`}>{`How much now: ${name}`}</label>
        <input
          ref={box}
          id={`amount-${item}`}
          className="select"
          inputMode="decimal"
          autoComplete="off"
          maxLength={9}
          value={text}
          disabled={disabled}
          aria-invalid={!!said}
          aria-describedby={`left-${item} wrong-${item}`}
          onChange={(e) => {
            setText(e.target.value);
            setMended(refusals);
          }}
          onKeyDown={(e) => {
            if (e.key === "Enter") {
              e.preventDefault();
              send();
            }
          }}
        />
        <span id={`left-${item}`} className="small">{`of ${whole}`}</span>
        <span id={`wrong-${item}`} className="amount-wrong small err-line" role="alert">
          {said && <span className="vh">Error: </span>}
          {said}
        </span>
      </span>
      <button
        type="button"
        className={due ? "supply-button first" : "supply-button"}
        data-key={next ? "p" : undefined}
        disabled={disabled}
        aria-disabled={wrong}
        aria-label={`${word}: ${name}`}
        onClick={send}
      >
        {word}
      </button>
    </>
  );
}
