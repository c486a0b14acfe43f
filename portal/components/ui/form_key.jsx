import { useState } from "react";

const fresh = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
};

export function FormKey({ name }) {
  const [value] = useState(fresh);
  return <input type="hidden" name={name} value={value} readOnly />;
}
