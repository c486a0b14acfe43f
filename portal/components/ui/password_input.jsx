import { useState } from "react";

export function PasswordInput({ name, fill, describedBy }) {
  const [shown, show] = useState(false);
  return (
    <div className="secret">
      <input
        id={name}
        name={name}
        type={shown ? "text" : "password"}
        autoComplete={fill}
        className="select"
        aria-describedby={describedBy}
        autoCapitalize="off"
        spellCheck={false}
      />
      <button type="button" aria-label={`${shown ? "Hide" : "Show"} what was typed`} onClick={() => show(!shown)}>
        {shown ? "Hide" : "Show"}
      </button>
    </div>
  );
}
