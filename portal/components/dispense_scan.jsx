import { useEffect, useRef } from "react";

const GAP = 60;
const LEAST = 8;
const field = (el) => el && (el.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName)) && !/^(radio|checkbox|button|submit)$/.test(el.type || "");

export function ScanInput({ id, placeholder, described, button, failed, passed, onScan }) {
  const box = useRef(null);
  const send = useRef(onScan);
  const before = useRef({ failed, passed });  // an earlier visit counted these
  send.current = onScan;

  useEffect(() => {
    if (matchMedia("(pointer: fine)").matches && document.activeElement === document.body) box.current?.focus();
  }, []);
  useEffect(() => {
    if (failed && failed !== before.current.failed && box.current) box.current.select();
  }, [failed]);
  useEffect(() => {
    if (passed !== before.current.passed && box.current) box.current.value = "";
  }, [passed]);
  useEffect(() => {
    let typed = "", last = 0;
    const down = (e) => {
      if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing || field(e.target)) return;
      const fast = e.timeStamp - last < GAP;
      last = e.timeStamp;
      if (e.key === "Shift") return;
      if (e.key === "Enter" && fast && typed.length >= LEAST) {
        e.preventDefault();
        e.stopImmediatePropagation();
        if (box.current) box.current.value = typed;
        send.current(typed);
        typed = "";
        return;
      }
      if (e.key.length !== 1) {
        typed = "";
        return;
      }
      typed = fast ? typed + e.key : e.key;
      if (typed.length > 1) {
        e.preventDefault();
        e.stopImmediatePropagation();
      }
    };
    document.addEventListener("keydown", down, true);
    return () => document.removeEventListener("keydown", down, true);
  }, []);

  const submit = (e) => {
    e.preventDefault();
    const text = box.current.value.trim();
    if (text) send.current(text);
    else box.current.focus();
  };
  return (
    <form className="scan-form" onSubmit={submit} role="search" aria-label="Find a prescription">
      <input
        ref={box}
        id={id}
        className="select"
        type="text"
        maxLength={400}
        placeholder={placeholder}
        aria-describedby={described}
        aria-invalid={failed && failed !== before.current.failed && box.current?.value ? true : undefined}
        autoComplete="off"
        autoCapitalize="characters"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="search"
      />
      <button type="submit" className="scan-go">{button}</button>
    </form>
  );
}
