import { useEffect, useState } from "react";

const figure = (n) => String(Math.round(n * 1000) / 1000);

export function Amount({ item, name, whole, left, start, focus, disabled, onSupply }) {
  const [text, setText] = useState(figure(start || left));
  useEffect(() => setText(figure(start || left)), [left, start]);
  const wanted = Number(text.trim().replace(",", "."));
  const wrong = !text.trim() || !Number.isFinite(wanted) || wanted <= 0 || wanted > left;
  const owed = wrong ? 0 : Math.round((left - wanted) * 1000) / 1000;
  const word = wrong || !owed ? "Supply" : `Supply ${figure(wanted)}, owe ${figure(owed)}`;
  const why = !wrong ? "" : wanted > left ? `Only ${figure(left)} left` : "Enter a quantity";
  const send = () => (wrong ? document.getElementById(`amount-${item}`)?.focus() : onSupply(item, wanted));
  return (
    <>
      <span className="qty">
        <label className="vh" htmlFor={`amount-${item}`}>{`How much now: ${name}`}</label>
        <input
          id={`amount-${item}`}
          className="select"
          inputMode="decimal"
          maxLength={9}
          value={text}
          disabled={disabled}
          aria-invalid={wrong}
          aria-describedby={`left-${item}`}
          onChange={(e) => setText(e.target.value)}
          onKeyDown={(e) => {
            if (e.key === "Enter") {
              e.preventDefault();
              send();
            }
          }}
        />
        <span id={`left-${item}`} className={wrong ? "small err-line" : "small"}>{wrong ? why : `of ${whole}`}</span>
      </span>
      <button
        type="button"
        className={focus ? "supply-button first" : "supply-button"}
        data-key={focus ? "p" : undefined}
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
