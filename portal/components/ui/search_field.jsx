import { useEffect, useRef } from "react";

const PAUSE = 200;

/* Searches while somebody types, and at once on Enter. What is typed goes to the server's memory only. */
export function SearchField({ id, label, placeholder, value, most, onSearch }) {
  const box = useRef(null), timer = useRef(0), sent = useRef([value || ""]);

  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    const at = sent.current.lastIndexOf(value || "");
    if (at >= 0) sent.current.splice(0, at);
    else {
      sent.current = [value || ""];
      clearTimeout(timer.current);
      if (box.current) box.current.value = value || "";
    }
  }, [value]);

  const send = () => {
    clearTimeout(timer.current);
    const text = box.current.value.trim();
    sent.current.push(text);
    onSearch(text);
  };
  const typed = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(send, PAUSE);
  };
  const pressed = (event) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <input
      ref={box} id={id} type="search" className="select" defaultValue={value} placeholder={placeholder}
      aria-label={label || undefined} maxLength={most} autoComplete="off" spellCheck={false}
      enterKeyHint="search" onInput={typed} onKeyDown={pressed}
    />
  );
}
